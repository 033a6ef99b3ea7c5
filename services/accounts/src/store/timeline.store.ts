import { Injectable } from '@nestjs/common';
import { TimelineEntryPutSchema } from '@rapport/contracts';
import { AppError } from '@rapport/kernel';
import { PageTokens, RecordParts, type Tx } from '@rapport/persistence';
import { sql } from 'kysely';
import type { TimelineDraft } from '../domain/timeline.js';
import type { CustomerRef } from './customer.stores.js';

/** A line in a customer's history. */
export interface TimelineEntry extends TimelineDraft {
  readonly id: string;
}

/** Which lines of whose history are wanted. */
export interface TimelineQuery {
  readonly subject: CustomerRef;
  readonly kinds: readonly string[];
  /** From this moment on, and before that one. */
  readonly since?: Date | undefined;
  readonly until?: Date | undefined;
  readonly pageSize: number;
  readonly pageToken: string;
}

interface Row {
  readonly id: string;
  readonly subject_noun: string;
  readonly subject_id: string;
  readonly kind: string;
  readonly occurred_at: Date;
  readonly at: string;
  readonly source: string;
  readonly source_id: string;
  readonly summary: Uint8Array | null;
  readonly facts: Record<string, string>;
  readonly actor_id: string | null;
}

const columns = sql`id, subject_noun, subject_id, kind, occurred_at, occurred_at::text as at, source, source_id, summary, facts, actor_id`;

/** Histories as they are kept: newest first along an index, summaries sealed with the customer's key. */
@Injectable()
export class TimelineStore {
  private readonly tokens: PageTokens;

  constructor(private readonly parts: RecordParts) {
    this.tokens = parts.tokens;
  }

  /** Adds a line, or changes the one that its source said before of the same customer, and says so. A customer whose data was erased gets no new lines. */
  async put(tx: Tx, draft: TimelineDraft): Promise<TimelineEntry> {
    const entry = { ...draft, id: await this.kept(tx, draft) };
    const { subject, kind } = draft;
    tx.say(TimelineEntryPutSchema, { entryId: entry.id, subjectNoun: subject.noun, subjectId: subject.id, kind });
    return entry;
  }

  /** Adds a new customer's first line. Nobody is told: the customer's own event said it, and an event for each line would double the traffic of an import. */
  begin(tx: Tx, draft: TimelineDraft): void {
    tx.later(insertion(tx, this.parts.ids.next(), draft, null));
  }

  private async kept(tx: Tx, draft: TimelineDraft): Promise<string> {
    if (!draft.summary) return this.write(tx, this.parts.ids.next(), draft, null);
    const { rows } = await sql<{ id: string }>`select id from timeline
      where tenant_id = ${tx.call.tenant} and source = ${draft.source} and source_id = ${draft.sourceId} for update`.execute(tx.sql);
    const id = rows[0]?.id ?? this.parts.ids.next();
    using lease = await this.parts.keyring.of(tx, draft.subject.id);
    return this.write(tx, id, draft, lease.deks[0]!.seal(placeOf(tx, id, draft.subject.id), draft.summary));
  }

  /** Answers the line's id: a summary is sealed for its own line only, so one that comes with it meets that line or none. */
  private async write(tx: Tx, id: string, draft: TimelineDraft, summary: Uint8Array | null): Promise<string> {
    const { rows } = await insertion(tx, id, draft, summary).execute(tx.sql);
    if (!rows[0]) throw await this.refusal(tx, draft);
    return rows[0].id;
  }

  /** Why nothing was written: the line is about somebody else, or nobody is there any more whom it could be about. */
  private async refusal(tx: Tx, { source, sourceId, subject }: TimelineDraft): Promise<AppError> {
    const { rows } = await sql`select from timeline
      where tenant_id = ${tx.call.tenant} and source = ${source} and source_id = ${sourceId} and subject_id <> ${subject.id}::uuid`.execute(tx.sql);
    if (rows.length === 0) return new AppError('not_found', 'ERASED');
    return new AppError('conflict', 'ALREADY_EXISTS', { params: { noun: 'timeline entry', field: 'source_id' } });
  }

  /** One page of a history, newest first. */
  async page(tx: Tx, { subject, kinds, since, until, pageSize, pageToken }: TimelineQuery): Promise<{ entries: TimelineEntry[]; nextPageToken: string }> {
    const size = pageSize || 50;
    const list = { tenant: tx.call.tenant, list: `timeline ${subject.id}`, filter: JSON.stringify([kinds, since, until]), order: '' };
    const position = this.tokens.read(list, pageToken);
    const before = position ? sql`and (occurred_at, id) < (${position.value}::timestamptz, ${position.id}::uuid)` : sql``;
    const period = sql`${since ? sql`and occurred_at >= ${since}` : sql``} ${until ? sql`and occurred_at < ${until}` : sql``}`;
    const ofKinds = kinds.length > 0 ? sql`and kind = any(${[...kinds]})` : sql``;
    const { rows } =
      await sql<Row>`select ${columns} from timeline where tenant_id = ${tx.call.tenant} and subject_id = ${subject.id}::uuid ${ofKinds} ${period} ${before}
      order by occurred_at desc, id desc limit ${size + 1}`.execute(tx.sql);
    const { shown, nextPageToken } = this.tokens.cut(list, rows, size, ({ at, id }) => ({ value: at, id }));
    return { entries: await this.opened(tx, subject.id, shown), nextPageToken };
  }

  private async opened(tx: Tx, subject: string, rows: readonly Row[]): Promise<TimelineEntry[]> {
    using lease = await this.parts.keyring.of(tx, subject);
    return rows.map((row) => ({
      id: row.id,
      subject: { noun: row.subject_noun, id: row.subject_id },
      kind: row.kind,
      occurredAt: row.occurred_at,
      source: row.source,
      sourceId: row.source_id,
      summary: row.summary && tx.call.rights.sees('FREE_TEXT') ? lease.deks[0]!.open(placeOf(tx, row.id, subject), row.summary) : '',
      facts: row.facts,
      actorId: row.actor_id ?? '',
    }));
  }
}

function insertion(tx: Tx, id: string, draft: TimelineDraft, summary: Uint8Array | null) {
  const line = sql.raw(summary ? 'id' : 'source, source_id');
  return sql<{
    id: string;
  }>`insert into timeline (tenant_id, id, subject_noun, subject_id, kind, occurred_at, source, source_id, summary, facts, actor_id)
    select ${tx.call.tenant}, ${id}::uuid, ${draft.subject.noun}, ${draft.subject.id}::uuid, ${draft.kind}, ${draft.occurredAt}::timestamptz, ${draft.source},
      ${draft.sourceId}, ${summary}::bytea, ${JSON.stringify(draft.facts)}::jsonb, ${draft.actorId || null}
    where exists (select from keyring.subject_keys where tenant_id = ${tx.call.tenant} and subject = ${draft.subject.id})
    on conflict (tenant_id, ${line}) do update set kind = excluded.kind, occurred_at = excluded.occurred_at, summary = excluded.summary, facts = excluded.facts
      where timeline.subject_id = excluded.subject_id
    returning id`;
}

function placeOf(tx: Tx, id: string, subject: string) {
  return { tenant: tx.call.tenant, table: 'accounts.timeline', column: 'summary', row: id, subject };
}
