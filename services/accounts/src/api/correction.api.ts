import {
  ContactSchema,
  ContactUpdatedSchema,
  CorrectionDecidedSchema,
  CorrectionProposedSchema,
  CorrectionSchema,
  CorrectionService,
  plain,
  wire,
  writeJson,
  type AcceptCorrectionRequest,
  type CreateCorrectionRequest,
  type GetRequest,
  type ListRequest,
  type PlainOf,
  type RefuseCorrectionRequest,
} from '@rapport/contracts';
import { AppError, type CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { UnitOfWork, type Tx } from '@rapport/persistence';
import { changedContact } from '../domain/contact.js';
import { conflicts, correctableOf, corrected, correctionStatus, decided, fieldsToDecide, proposedFields } from '../domain/correction.js';
import { CorrectionStore } from '../store/correction.store.js';
import { CustomerStores } from '../store/customer.stores.js';

type Contact = PlainOf<typeof ContactSchema>;
type Correction = PlainOf<typeof CorrectionSchema>;

/** What somebody decided about some fields. */
interface Decision {
  readonly etag: string;
  readonly fields: readonly string[];
  readonly accept: boolean;
  readonly answer?: string;
}

@Serves(CorrectionService)
export class CorrectionApi implements Serving<typeof CorrectionService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly corrections: CorrectionStore,
    private readonly customers: CustomerStores,
  ) {}

  createCorrection(call: CallContext, { correction }: CreateCorrectionRequest) {
    const draft = plain(CorrectionSchema, correction!);
    const { contactId } = call.principal;
    if (call.rights.scope('corrections.write') !== 'self' || !contactId)
      throw new AppError('forbidden', 'FORBIDDEN', { params: { permission: 'corrections.write' } });
    const fields = proposedFields(draft.fields, draft.proposed!);
    return this.work.run(call, async (tx) => {
      const contact = await this.customers.contacts.get(tx, contactId);
      const blank = { acceptedFields: [], refusedFields: [], answer: '', decidedBy: '', status: correctionStatus.open };
      const base = correctableOf(contact) as Correction['base'];
      const made = await this.corrections.insert(tx, { proposed: draft.proposed, comment: draft.comment, fields, base, contactId, ...blank });
      call.notes.created = true;
      tx.say(CorrectionProposedSchema, { correctionId: made.id, contactId, fields }, ownershipOf(contact));
      return wire(CorrectionSchema, made);
    });
  }

  getCorrection(call: CallContext, { id }: GetRequest) {
    return this.work.read(call, async (tx) => wire(CorrectionSchema, await this.corrections.get(tx, id)));
  }

  listCorrections(call: CallContext, request: ListRequest) {
    return this.work.read(call, async (tx) => {
      const { records, ...page } = await this.corrections.page(tx, request, { inAddress: true });
      return { corrections: records.map((record) => wire(CorrectionSchema, record)), ...page };
    });
  }

  acceptCorrection(call: CallContext, { id, etag, fields: named, override }: AcceptCorrectionRequest) {
    return this.work.run(call, async (tx) => {
      const correction = await this.reached(tx, id);
      const fields = fieldsToDecide(correction, named);
      const contact = await this.apply(tx, correction, fields, override);
      return this.decide(tx, correction, contact, { etag, fields, accept: true });
    });
  }

  refuseCorrection(call: CallContext, { id, etag, fields: named, answer }: RefuseCorrectionRequest) {
    return this.work.run(call, async (tx) => {
      const correction = await this.reached(tx, id);
      const contact = await this.customers.contacts.get(tx, correction.contactId);
      return this.decide(tx, correction, contact, { etag, fields: fieldsToDecide(correction, named), accept: false, answer });
    });
  }

  /** A correction that the caller may decide: they answer for the customer. */
  private async reached(tx: Tx, id: string): Promise<Correction> {
    const correction = await this.corrections.get(tx, id);
    await this.customers.assertReached(tx, 'corrections.decide', [[{ noun: 'contact', id: correction.contactId }]]);
    return correction;
  }

  /** The same change that a colleague would make, with the customer as where it came from. */
  private async apply(tx: Tx, { contactId, base, proposed }: Correction, fields: readonly string[], override: boolean): Promise<Contact> {
    const { after, fields: changed } = await this.customers.contacts.change(tx, contactId, '', (current) => {
      const attempted = changedContact(corrected(current, proposed!, fields));
      if (!override && conflicts(base!, current, proposed!, fields).length > 0) throw staleField(current, attempted, corrected(current, base!, fields));
      return attempted;
    });
    if (changed.length > 0) tx.say(ContactUpdatedSchema, { contactId, fields: [...changed], origin: 'customer' }, ownershipOf(after));
    return after;
  }

  private async decide(tx: Tx, { id, contactId }: Correction, contact: Contact, { etag, fields, accept, answer = '' }: Decision) {
    const { after } = await this.corrections.change(tx, id, etag, (current) => ({
      ...decided(current, fields, accept),
      ...(answer && { answer }),
      decidedBy: tx.call.principal.id,
      decidedAt: tx.now,
    }));
    const { acceptedFields, refusedFields, status } = after;
    tx.audit({ action: accept ? 'accept' : 'refuse', noun: 'correction', ids: [id, contactId], fields });
    tx.say(
      CorrectionDecidedSchema,
      { correctionId: id, contactId, acceptedFields: [...acceptedFields], refusedFields: [...refusedFields], status },
      ownershipOf(contact),
    );
    return wire(CorrectionSchema, after);
  }
}

function ownershipOf({ ownerId, teamId }: Pick<Contact, 'ownerId' | 'teamId'>) {
  return { ...(ownerId && { owner: ownerId }), ...(teamId && { team: teamId }) };
}

function staleField(current: Contact, attempted: Contact, original: Contact): AppError {
  const json = (contact: Contact) => writeJson(ContactSchema, wire(ContactSchema, contact));
  return new AppError('stale', 'STALE', { versions: { current: json(current), attempted: json(attempted), original: json(original) } });
}
