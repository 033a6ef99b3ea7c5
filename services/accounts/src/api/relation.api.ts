import {
  plain,
  RelationCreatedSchema,
  RelationDeletedSchema,
  RelationSchema,
  RelationService,
  wire,
  type CreateRelationRequest,
  type DeleteRequest,
  type ListRelationsRequest,
} from '@rapport/contracts';
import { AppError, type CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { RecordParts, UnitOfWork } from '@rapport/persistence';
import { CustomerStores } from '../store/customer.stores.js';
import { RelationStore, type Relation } from '../store/relation.store.js';

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
      await this.customers.assertVisible(tx, from!, '/relation/from');
      await this.customers.assertVisible(tx, to!, '/relation/to');
      const made = await this.relations.insert(tx, this.parts.ids.next(), { ...draft, from: from!, to: to! });
      tx.audit({ action: 'relate', noun: from!.noun, ids: [from!.id, to!.id], fields: ['relations'] });
      tx.say(RelationCreatedSchema, factsOf(made));
      call.notes.created = true;
      return wire(RelationSchema, made);
    });
  }

  listRelations(call: CallContext, { noun, id }: ListRelationsRequest) {
    return this.work.read(call, async (tx) => {
      await this.customers.assertVisible(tx, { noun, id });
      const relations = await this.relations.of(tx, id);
      return { relations: relations.map((relation) => wire(RelationSchema, relation)) };
    });
  }

  deleteRelation(call: CallContext, { id }: DeleteRequest) {
    return this.work.run(call, async (tx) => {
      const relation = await this.relations.find(tx, id);
      if (!relation) throw new AppError('not_found', 'NOT_FOUND', { params: { noun: 'relation' } });
      await this.customers.assertVisible(tx, relation.from);
      await this.relations.end(tx, id);
      tx.audit({ action: 'unrelate', noun: relation.from.noun, ids: [relation.from.id, relation.to.id], fields: ['relations'] });
      tx.say(RelationDeletedSchema, factsOf(relation));
      return wire(RelationSchema, relation);
    });
  }
}

function factsOf({ id, from, to, role }: Relation) {
  return { relationId: id, fromNoun: from.noun, fromId: from.id, toNoun: to.noun, toId: to.id, role };
}
