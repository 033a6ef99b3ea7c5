import {
  plain,
  RelationCreatedSchema,
  RelationDeletedSchema,
  RelationSchema,
  RelationService,
  RelationUpdatedSchema,
  wire,
  type CreateRelationRequest,
  type DeleteRequest,
  type ListRelationsRequest,
  type UpdateRelationRequest,
} from '@rapport/contracts';
import { AppError, type CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { merged, RecordParts, shapeOf, UnitOfWork, type Tx } from '@rapport/persistence';
import { CustomerStores } from '../store/customer.stores.js';
import { RelationStore, type Relation } from '../store/relation.store.js';
import { assertFresh } from './stale.js';

const shape = shapeOf(RelationSchema);
const permission = 'relations.write';
const changeable = ['role', 'since', 'until'] as const;

@Serves(RelationService)
export class RelationApi implements Serving<typeof RelationService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly relations: RelationStore,
    private readonly customers: CustomerStores,
    private readonly parts: RecordParts,
  ) {}

  createRelation(call: CallContext, { relation }: CreateRelationRequest) {
    const { from, to, ...draft } = plain(RelationSchema, relation!);
    if (from!.id === to!.id) throw new AppError('invalid', 'INVALID_REQUEST', { violations: [{ pointer: '/relation/to/id', reason: 'NOT_DISTINCT' }] });
    return this.work.run(call, async (tx) => {
      await this.customers.assertReached(tx, permission, [
        [from!, '/relation/from'],
        [to!, '/relation/to'],
      ]);
      const made = await this.relations.insert(tx, this.parts.ids.next(), { ...draft, from: from!, to: to! });
      this.note(tx, 'relate', made);
      tx.say(RelationCreatedSchema, factsOf(made));
      call.notes.created = true;
      return wire(RelationSchema, made);
    });
  }

  listRelations(call: CallContext, { noun, id, pageSize, pageToken }: ListRelationsRequest) {
    return this.work.read(call, async (tx) => {
      await this.customers.assertVisible(tx, { noun, id });
      const { relations, nextPageToken } = await this.relations.page(tx, id, { pageSize, pageToken });
      return { relations: relations.map((relation) => wire(RelationSchema, relation)), nextPageToken };
    });
  }

  updateRelation(call: CallContext, { relation, updateMask }: UpdateRelationRequest) {
    const { etag, ...patch } = plain(RelationSchema, relation!);
    return this.work.run(call, async (tx) => {
      const before = await this.reached(tx, patch.id);
      const after = merged(shape, before, patch, updateMask?.paths);
      assertFresh(RelationSchema, etag, before, after);
      const fields = changeable.filter((name) => before[name] !== after[name]);
      if (fields.length === 0) return wire(RelationSchema, before);
      const changed = await this.relations.change(tx, before.id, after);
      this.note(tx, 'update', changed);
      tx.say(RelationUpdatedSchema, { ...factsOf(changed), fields });
      return wire(RelationSchema, changed);
    });
  }

  deleteRelation(call: CallContext, { id, etag }: DeleteRequest) {
    return this.work.run(call, async (tx) => {
      const relation = await this.reached(tx, id);
      assertFresh(RelationSchema, etag, relation, relation);
      await this.relations.end(tx, id);
      this.note(tx, 'unrelate', relation);
      tx.say(RelationDeletedSchema, factsOf(relation));
      return wire(RelationSchema, relation);
    });
  }

  /** A standing relation whose ends the caller may see and one of which is theirs to write. */
  private async reached(tx: Tx, id: string): Promise<Relation> {
    const relation = await this.relations.find(tx, id);
    if (!relation) throw new AppError('not_found', 'NOT_FOUND', { params: { noun: 'relation' } });
    await this.customers.assertReached(tx, permission, [[relation.from], [relation.to]]);
    return relation;
  }

  private note(tx: Tx, action: string, { from, to }: Relation): void {
    tx.audit({ action, noun: from.noun, ids: [from.id, to.id], fields: ['relations'] });
  }
}

function factsOf({ id, from, to, role }: Relation) {
  return { relationId: id, fromNoun: from.noun, fromId: from.id, toNoun: to.noun, toId: to.id, role };
}
