import type { DescMessage, MessageShape } from '@bufbuild/protobuf';
import type { FieldMask } from '@bufbuild/protobuf/wkt';
import { eventRuleOf, plain, problemOf, wire, type PlainOf, type Problem } from '@rapport/contracts';
import { AppError, invalid, toAppError, type CallContext } from '@rapport/kernel';
import type { Tx } from '../work/tx.js';
import type { UnitOfWork } from '../work/unit-of-work.js';
import { hiddenFields } from './field-rights.js';
import { inPortions } from './in-portions.js';
import { merged } from './merged.js';
import type { PageRequest } from './record-page.js';
import type { Records } from './records.js';
import type { Values } from './sealing.js';

/** A record that was made or changed. */
export interface RecordChange<Record> {
  /** Nothing for a new one. */
  readonly before?: Record;
  readonly after: Record;
  /** The contract's names of what differs; of a new one, none. */
  readonly fields: readonly string[];
}

/** What is special to a noun: its rules, and the events that say what happened to its records. */
export interface NounRules<Record> {
  /** A new record from what the caller gave, in the unit of work that will keep it: may look up other tables, and refuses one whose references lead nowhere. */
  created(draft: Record, tx: Tx): Record | Promise<Record>;
  /** A record after an edit, with what follows from it. */
  changed(record: Record, at: { readonly before: Record; readonly now: Date; readonly call: CallContext }): Record;
  /** What else happens with a record that was made, changed, deleted or restored, in the same unit of work: further events, rows beside it. */
  follow?(tx: Tx, change: RecordChange<Record>): Promise<void> | void;
  /** The unique field by which other systems know the record, where they do. */
  readonly externalId?: keyof Record & string;
  readonly events: { readonly created: DescMessage; readonly updated: DescMessage; readonly deleted: DescMessage; readonly restored: DescMessage };
}

/** What became of one record of a batch. */
export type Outcome<Message> =
  | { readonly record: Message; /** Of a change by a mask: the fields that it names, as they were. */ readonly before?: Message }
  | { readonly problem: Problem };

/** What became of one record of a batch that went well. */
interface Attempted<Record> {
  readonly after: Record;
  readonly before?: Record;
}

type Edited<Record> = Required<RecordChange<Record>>;

interface Owned {
  readonly id: string;
  readonly ownerId?: string;
  readonly teamId?: string;
}

/** The standard verbs of a noun, each one unit of work; an api hands its rpcs over to them. */
export class RecordVerbs<Desc extends DescMessage> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly records: Records<Desc>,
    private readonly rules: NounRules<PlainOf<Desc>>,
  ) {}

  /** Adds a record; one with a known external id is updated instead, in the version that the draft's etag names, if it names one. */
  create(call: CallContext, draft: MessageShape<Desc> | undefined): Promise<MessageShape<Desc>> {
    return this.work.run(call, async (tx) => this.onWire(await this.put(tx, this.plain(draft))));
  }

  /** Adds or updates the record that another system knows by this id. With an etag, only that version of it: where there is none, nothing is added. */
  upsert(call: CallContext, externalId: string, draft: MessageShape<Desc> | undefined): Promise<MessageShape<Desc>> {
    const field = this.rules.externalId;
    if (!field) throw new Error(`No other system knows a ${this.records.shape.noun}`);
    const wanted = this.plain(draft) as PlainOf<Desc> & { readonly etag?: string };
    return this.work.run(call, async (tx) => this.onWire(await this.put(tx, { ...wanted, [field]: externalId }, Boolean(wanted.etag))));
  }

  get(call: CallContext, id: string, fields: string): Promise<MessageShape<Desc>> {
    return this.work.read(call, async (tx) => this.onWire(await this.records.get(tx, id, { fields })));
  }

  /** One page. `inAddress`: the filter came in an address, where personal data must not stand. */
  page(call: CallContext, request: PageRequest, inAddress: boolean) {
    const found = (tx: Tx) => this.records.sealedPage(tx, request, { inAddress });
    return this.work.readThen(call, found, async ({ ids: _, open, ...end }) => ({ records: (await open()).map((record) => this.onWire(record)), ...end }));
  }

  /** Changes the fields that the mask names, in the version that the record's etag names. */
  update(call: CallContext, patch: MessageShape<Desc> | undefined, mask: FieldMask | undefined): Promise<MessageShape<Desc>> {
    const wanted = this.plain(patch) as PlainOf<Desc> & Owned & { readonly etag?: string };
    return this.work.run(call, async (tx) => this.onWire((await this.edit(tx, wanted.id, wanted.etag ?? '', wanted, mask?.paths)).after));
  }

  remove(call: CallContext, id: string, etag: string): Promise<MessageShape<Desc>> {
    return this.work.run(call, async (tx) => this.onWire(await this.mark(tx, 'remove', id, etag)));
  }

  restore(call: CallContext, id: string): Promise<MessageShape<Desc>> {
    return this.work.run(call, async (tx) => this.onWire(await this.mark(tx, 'restore', id)));
  }

  /** Adds or updates each record for itself: one that fails leaves the others in. `resultOf` makes the rpc's results, which an idempotency key keeps. */
  async batch<Result>(
    call: CallContext,
    drafts: readonly MessageShape<Desc>[],
    resultOf: (outcome: Outcome<MessageShape<Desc>>) => Result,
  ): Promise<{ results: Result[] }> {
    const one = async (tx: Tx, draft: MessageShape<Desc>) => resultOf(await this.attempt(tx, async () => ({ after: await this.put(tx, this.plain(draft)) })));
    return { results: await inPortions(this.work, call, drafts, one) };
  }

  /** Changes each record for itself, by one mask, in the version that its etag names where it has one. Each result says what it changed, as it was. Throws for a record without an id. */
  async batchUpdate<Result>(
    call: CallContext,
    patches: readonly MessageShape<Desc>[],
    mask: FieldMask | undefined,
    resultOf: (outcome: Outcome<MessageShape<Desc>>) => Result,
  ): Promise<{ results: Result[] }> {
    const wanted = patches.map((patch) => this.plain(patch) as PlainOf<Desc> & Owned & { readonly etag?: string });
    const unnamed = wanted.findIndex(({ id }) => !id);
    if (unnamed >= 0) throw invalid(`/${this.records.shape.plural}/${unnamed}/id`, 'REQUIRED');
    const paths = mask?.paths ?? [];
    const one = async (tx: Tx, patch: (typeof wanted)[number]) => resultOf(await this.attempt(tx, () => this.maskedEdit(tx, patch, paths)));
    return { results: await inPortions(this.work, call, wanted, one) };
  }

  /** Deletes or restores each record for itself. */
  async batchMark<Result>(
    call: CallContext,
    verb: 'remove' | 'restore',
    ids: readonly string[],
    resultOf: (outcome: Outcome<MessageShape<Desc>>) => Result,
  ): Promise<{ results: Result[] }> {
    const one = async (tx: Tx, id: string) => resultOf(await this.attempt(tx, async () => ({ after: await this.mark(tx, verb, id) })));
    return { results: await inPortions(this.work, call, ids, one) };
  }

  private async attempt(tx: Tx, part: () => Promise<Attempted<PlainOf<Desc>>>): Promise<Outcome<MessageShape<Desc>>> {
    try {
      const { after, before } = await tx.attempt(part);
      return { record: this.onWire(after), ...(before && { before: this.onWire(before) }) };
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === 'internal') throw thrown;
      return { problem: problemOf(error, { locale: tx.call.locale, traceId: '' }) };
    }
  }

  private async put(tx: Tx, draft: PlainOf<Desc>, mustBeThere = false): Promise<PlainOf<Desc>> {
    const { rules } = this;
    const { externalId: field } = rules;
    const known = field && draft[field] ? await this.records.idByUnique(tx, field, draft[field] as string) : undefined;
    const { etag = '' } = draft as { readonly etag?: string };
    if (known) return (await this.edit(tx, known, etag, draft, undefined)).after;
    if (mustBeThere) throw new AppError('stale', 'STALE');
    const after = await this.records.insert(tx, await rules.created(draft, tx));
    tx.call.notes.created = true;
    this.say(tx, rules.events.created, after);
    await rules.follow?.(tx, { after, fields: [] });
    return after;
  }

  private async edit(tx: Tx, id: string, etag: string, patch: object, paths: readonly string[] | undefined): Promise<Edited<PlainOf<Desc>>> {
    const { before, after, fields } = await this.records.change(tx, id, etag, (current) =>
      this.rules.changed(merged(this.records.shape, current as PlainOf<Desc> & object, patch as Values, paths), {
        before: current,
        now: tx.now,
        call: tx.call,
      }),
    );
    if (fields.length === 0) return { before, after, fields };
    this.say(tx, this.rules.events.updated, after, fields);
    await this.rules.follow?.(tx, { before, after, fields });
    return { before, after, fields };
  }

  /** Of what was before, only what the mask names and the caller may see. */
  private async maskedEdit(tx: Tx, patch: PlainOf<Desc> & Owned & { readonly etag?: string }, paths: readonly string[]): Promise<Attempted<PlainOf<Desc>>> {
    const { before, after, fields } = await this.edit(tx, patch.id, patch.etag ?? '', patch, paths);
    if (fields.length === 0) return { after };
    const hidden = hiddenFields(this.records.shape, tx.call.rights);
    const named = this.records.shape.columns.filter(({ name, key }) => !hidden.has(key) && paths.some((path) => path.split('.')[0] === name));
    const was = Object.fromEntries(named.map(({ key }) => [key, (before as Values)[key]]));
    return { after, before: { id: patch.id, etag: (after as Values)['etag'], ...was } as unknown as PlainOf<Desc> };
  }

  private async mark(tx: Tx, verb: 'remove' | 'restore', id: string, etag = ''): Promise<PlainOf<Desc>> {
    const after = await (verb === 'remove' ? this.records.remove(tx, id, etag) : this.records.restore(tx, id));
    this.say(tx, verb === 'remove' ? this.rules.events.deleted : this.rules.events.restored, after);
    await this.rules.follow?.(tx, { before: after, after, fields: ['deleted_at'] });
    return after;
  }

  private say(tx: Tx, event: DescMessage, record: PlainOf<Desc>, fields: readonly string[] = []): void {
    const { id, ownerId, teamId } = record as PlainOf<Desc> & Owned;
    const idKey = event.fields.find((field) => field.name === eventRuleOf(event)!.idField)!.localName;
    const facts = factsOf(event, record as Values);
    const about = { ...(ownerId && { owner: ownerId }), ...(teamId && { team: teamId }) };
    tx.say(event, { ...facts, ...(fields.length > 0 && { fields: [...fields] }), [idKey]: id }, about);
  }

  private plain(message: MessageShape<Desc> | undefined): PlainOf<Desc> {
    return plain(this.records.shape.desc as Desc, message!);
  }

  private onWire(record: PlainOf<Desc>): MessageShape<Desc> {
    return wire(this.records.shape.desc as Desc, record);
  }
}

/** What an event says of a record: the fields of the same name; `subject_noun` and `subject_id` of whom it is about. */
function factsOf(event: DescMessage, record: Values): Values {
  const refs = Object.entries(record).flatMap(([key, value]) => {
    const { noun, id } = (value ?? {}) as { noun?: unknown; id?: unknown };
    return typeof noun === 'string' && typeof id === 'string' ? [[`${key}Noun`, noun] as const, [`${key}Id`, id] as const] : [];
  });
  const known: Values = { ...record, ...Object.fromEntries(refs) };
  return Object.fromEntries(event.fields.map(({ localName }) => [localName, known[localName]]));
}
