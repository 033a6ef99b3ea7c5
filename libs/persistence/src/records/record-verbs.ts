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

/** What is special to a noun: its rules, and the events that say what happened to its records. */
export interface NounRules<Record> {
  /** A new record from what the caller gave. */
  created(draft: Record, call: CallContext): Record;
  /** A record after an edit, with what follows from it. */
  changed(record: Record): Record;
  /** The unique field by which other systems know the record. */
  readonly externalId: keyof Record & string;
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
    return this.work.run(call, async (tx) => this.onWire(await this.put(tx, { ...this.plain(draft), [this.rules.externalId]: externalId })));
  }

  get(call: CallContext, id: string): Promise<MessageShape<Desc>> {
    return this.work.read(call, async (tx) => this.onWire(await this.records.get(tx, id)));
  }

  /** One page. `inAddress`: the filter came in an address, where personal data must not stand. */
  page(call: CallContext, request: PageRequest, inAddress: boolean) {
    return this.work.read(call, async (tx) => {
      const { records, ...page } = await this.records.page(tx, request, { inAddress });
      return { records: records.map((record) => this.onWire(record)), ...page };
    });
  }

  /** Changes the fields that the mask names, in the version that the record's etag names. */
  update(call: CallContext, patch: MessageShape<Desc> | undefined, mask: FieldMask | undefined): Promise<MessageShape<Desc>> {
    const wanted = this.plain(patch) as PlainOf<Desc> & Owned & { readonly etag?: string };
    return this.work.run(call, async (tx) => this.onWire(await this.edit(tx, wanted.id, wanted.etag ?? '', wanted, mask?.paths)));
  }

  remove(call: CallContext, id: string, etag: string): Promise<MessageShape<Desc>> {
    return this.work.run(call, async (tx) => {
      const record = await this.records.remove(tx, id, etag);
      this.say(tx, this.rules.events.deleted, record);
      return this.onWire(record);
    });
  }

  restore(call: CallContext, id: string): Promise<MessageShape<Desc>> {
    return this.work.run(call, async (tx) => {
      const record = await this.records.restore(tx, id);
      this.say(tx, this.rules.events.restored, record);
      return this.onWire(record);
    });
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
        results.push(resultOf(await this.attempt(tx, draft)));
      }
      return { results };
    });
  }

  private async attempt(tx: Tx, draft: MessageShape<Desc>): Promise<Outcome<MessageShape<Desc>>> {
    try {
      return { record: this.onWire(await tx.attempt(() => this.put(tx, this.plain(draft)))) };
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === 'internal') throw thrown;
      return { problem: problemOf(error, { locale: tx.call.locale, traceId: '' }) };
    }
  }

  private async put(tx: Tx, draft: PlainOf<Desc>): Promise<PlainOf<Desc>> {
    const externalId = draft[this.rules.externalId] as string;
    const known = externalId ? await this.records.idByUnique(tx, this.rules.externalId, externalId) : undefined;
    if (known) return this.edit(tx, known, '', draft, undefined);
    const record = await this.records.insert(tx, this.rules.created(draft, tx.call));
    tx.call.notes.created = true;
    this.say(tx, this.rules.events.created, record);
    return record;
  }

  private async edit(tx: Tx, id: string, etag: string, patch: object, paths: readonly string[] | undefined): Promise<PlainOf<Desc>> {
    const { after, fields } = await this.records.change(tx, id, etag, (current) =>
      this.rules.changed(merged(this.records.shape, current as PlainOf<Desc> & object, patch as Values, paths)),
    );
    if (fields.length > 0) this.say(tx, this.rules.events.updated, after, fields);
    return after;
  }

  private say(tx: Tx, event: DescMessage, record: PlainOf<Desc>, fields: readonly string[] = []): void {
    const { id, ownerId, teamId } = record as PlainOf<Desc> & Owned;
    const idKey = event.fields.find((field) => field.name === eventRuleOf(event)!.idField)!.localName;
    const facts = Object.fromEntries(event.fields.map((field) => [field.localName, (record as Values)[field.localName]]));
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
