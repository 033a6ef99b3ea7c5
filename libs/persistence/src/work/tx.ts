import type { DescMessage, MessageInitShape } from '@bufbuild/protobuf';
import type { CallContext } from '@rapport/kernel';
import type { CompiledQuery, Kysely } from 'kysely';
import type { Tables } from './session.js';

/** Whose record an event is about, for those who may only hear about their own. */
export interface About {
  readonly owner?: string;
  readonly team?: string;
}

/** Somebody did or read something: names of things, never values. */
export interface AuditNote {
  /** `contact.update`, `contact.read` */
  readonly action: string;
  readonly noun: string;
  readonly ids: readonly string[];
  /** The fields that were changed or shown. */
  readonly fields?: readonly string[];
}

/** A version of a record as it was sealed, kept for its history. */
export interface RecordVersion {
  readonly noun: string;
  readonly id: string;
  readonly version: bigint;
  readonly by: string;
  readonly sealed: Uint8Array;
}

/** What an event handler is answering. */
export interface Cause {
  readonly eventId: string;
  readonly type: string;
  readonly at: Date;
  /** Who did what it tells: a principal's id. */
  readonly by: string;
  /** Whose record it is about, as it was said. */
  readonly owner?: string;
  readonly team?: string;
}

/** A query that is built and not executed. */
export interface Later {
  compile(sql: Kysely<Tables>): CompiledQuery;
}

/** An open unit of work: everything done and said through it commits together, or nothing does. It is dead once its body has ended. */
export interface Tx {
  readonly call: CallContext;
  /** One instant for all that happens in it, to the millisecond. */
  readonly now: Date;
  /** Queries in the service's schema, as its role, seeing the caller's tenant only. */
  readonly sql: Kysely<Tables>;
  /** Queues a query whose answer nobody needs: it runs before the next that is awaited, at the latest with the commit, and saves a round trip. What it throws is thrown there. */
  later(query: Later): void;
  /** Queues an event for the outbox. */
  say<Event extends DescMessage>(event: Event, facts: MessageInitShape<Event>, about?: About): void;
  /** Queues an entry of the audit. */
  audit(entry: AuditNote): void;
  /** Queues a version for the record's history. */
  remember(version: RecordVersion): void;
  /** Has somebody told after the commit that there is work, and never when it is rolled back. A hint: it is lost with the process. */
  afterCommit(hint: () => void): void;
  /** Runs a part that may fail alone: what it wrote, said and noted is undone when it throws, and the rest goes on. One after another, never at the same time. */
  attempt<T>(part: () => Promise<T>): Promise<T>;
  /** In an event handler: the event. */
  readonly cause?: Cause;
}
