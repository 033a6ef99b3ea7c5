import type { DescMessage, MessageShape } from '@bufbuild/protobuf';
import type { FieldMask } from '@bufbuild/protobuf/wkt';
import { eventRuleOf, plain, problemOf, wire, type PlainOf, type Problem } from '@rapport/contracts';
import { toAppError, type CallContext } from '@rapport/kernel';
import type { Tx } from '../work/tx.js';
import type { UnitOfWork } from '../work/unit-of-work.js';
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
export type Outcome<Message> = { readonly record: Message } | { readonly problem: Problem };

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

  /** Adds a record; one with a known external id is updated instead. */
  create(call: CallContext, draft: MessageShape<Desc> | undefined): Promise<MessageShape<Desc>> {
    return this.work.run(call, async (tx) => this.onWire(await this.put(tx, this.plain(draft))));
  }

  /** Adds or updates the record that another system knows by this id. */
  upsert(call: CallContext, externalId: string, draft: MessageShape<Desc> | undefined): Promise<MessageShape<Desc>> {
    const field = this.rules.externalId;
    if (!field) throw new Error(`No other system knows a ${this.records.shape.noun}`);
    return this.work.run(call, async (tx) => this.onWire(await this.put(tx, { ...this.plain(draft), [field]: externalId })));
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
    return this.work.run(call, async (tx) => this.onWire(await this.edit(tx, wanted.id, wanted.etag ?? '', wanted, mask?.paths)));
  }

  remove(call: CallContext, id: string, etag: string): Promise<MessageShape<Desc>> {
    return this.work.run(call, async (tx) => this.onWire(await this.mark(tx, 'remove', id, etag)));
  }

  restore(call: CallContext, id: string): Promise<MessageShape<Desc>> {
    return this.work.run(call, async (tx) => this.onWire(await this.mark(tx, 'restore', id)));
  }

  /** Adds or updates each record for itself: one that fails leaves the others in. `resultOf` makes the rpc's results, which an idempotency key keeps. */
  batch<Result>(
    call: CallContext,
    drafts: readonly MessageShape<Desc>[],
    resultOf: (outcome: Outcome<MessageShape<Desc>>) => Result,
  ): Promise<{ results: Result[] }> {
    return this.work.run(call, async (tx) => {
      const results: Result[] = [];
      for (const draft of drafts) {
        await call.giveWay?.();
        results.push(resultOf(await this.attempt(tx, () => this.put(tx, this.plain(draft)))));
      }
      return { results };
    });
  }

  /** Deletes or restores each record for itself. */
  batchMark<Result>(
    call: CallContext,
    verb: 'remove' | 'restore',
    ids: readonly string[],
    resultOf: (outcome: Outcome<MessageShape<Desc>>) => Result,
  ): Promise<{ results: Result[] }> {
    return this.work.run(call, async (tx) => {
      const results: Result[] = [];
      for (const id of ids) results.push(resultOf(await this.attempt(tx, () => this.mark(tx, verb, id))));
      return { results };
    });
  }

  private async attempt(tx: Tx, part: () => Promise<PlainOf<Desc>>): Promise<Outcome<MessageShape<Desc>>> {
    try {
      return { record: this.onWire(await tx.attempt(part)) };
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === 'internal') throw thrown;
      return { problem: problemOf(error, { locale: tx.call.locale, traceId: '' }) };
    }
  }

  private async put(tx: Tx, draft: PlainOf<Desc>): Promise<PlainOf<Desc>> {
    const { rules } = this;
    const { externalId: field } = rules;
    const known = field && draft[field] ? await this.records.idByUnique(tx, field, draft[field] as string) : undefined;
    if (known) return this.edit(tx, known, '', draft, undefined);
    const after = await this.records.insert(tx, await rules.created(draft, tx));
    tx.call.notes.created = true;
    this.say(tx, rules.events.created, after);
    await rules.follow?.(tx, { after, fields: [] });
    return after;
  }

  private async edit(tx: Tx, id: string, etag: string, patch: object, paths: readonly string[] | undefined): Promise<PlainOf<Desc>> {
    const { before, after, fields } = await this.records.change(tx, id, etag, (current) =>
      this.rules.changed(merged(this.records.shape, current as PlainOf<Desc> & object, patch as Values, paths), {
        before: current,
        now: tx.now,
        call: tx.call,
      }),
    );
    if (fields.length === 0) return after;
    this.say(tx, this.rules.events.updated, after, fields);
    await this.rules.follow?.(tx, { before, after, fields });
    return after;
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
