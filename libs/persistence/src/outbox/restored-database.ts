import { literal } from '../database/sql-literal.js';
import { relayRows, type Background } from '../work/relay-transaction.js';
import { replayOutbox } from './replay.js';

/** The newest event that a broker's stream keeps; nothing when it keeps none, or none that this outbox must still know. */
export interface LastKept {
  readonly tenant: string;
  readonly id: string;
}

/** What was done about a database that began anew. */
export interface CaughtUp {
  /** The stream keeps an event that the outbox does not know: the database came back from a backup. */
  readonly isOlder: boolean;
  /** Events that go out again. */
  readonly count: number;
}

/** When the database began to serve: another instant each time it was started or restored. */
export async function databaseBegan(background: Background): Promise<string> {
  return (await relayRows<{ began: string }>(background, 'select pg_postmaster_start_time()::text as began'))[0]!.began;
}

/**
 * Compares a stream with the outbox that it is filled from, once for each time that the database began: before anything of that time is published, or it cannot be told any more.
 * One that is older than the stream lost effects of events that the broker believes handled, so everything since then goes out again, and what still waits goes out under another
 * name, for the broker may have it already.
 * Who handled an event before does not do so twice.
 */
export async function catchUp(
  background: Background,
  { stream, began, last, since }: { readonly stream: string; readonly began: string; readonly last: LastKept | undefined; readonly since: Date },
): Promise<CaughtUp> {
  const [found] = await relayRows<{ compared: boolean; known: boolean }>(
    background,
    `select exists (select from outbox_streams where stream = ${literal(stream)} and database_began = ${literal(began)}) as compared,
      ${last ? `exists (select from outbox where tenant_id = ${literal(last.tenant)} and id = ${literal(last.id)}::uuid)` : 'true'} as known`,
  );
  const { compared, known } = found!;
  if (compared) return { isOlder: false, count: 0 };
  let count = 0;
  if (!known) {
    await relayRows(background, 'update outbox set replays = replays + 1 where published_at is null');
    count = await replayOutbox(background, since);
  }
  await relayRows(
    background,
    `insert into outbox_streams (stream, life, database_began) values (${literal(stream)}, '', ${literal(began)})
      on conflict (stream) do update set database_began = excluded.database_began`,
  );
  return { isOlder: !known, count };
}
