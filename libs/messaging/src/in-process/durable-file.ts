import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

const tables = `
create table if not exists messages (
  seq integer primary key autoincrement, stream text not null, subject text not null, message_id text not null,
  headers text not null, data blob not null, kept_at integer not null
) strict;
create unique index if not exists messages_once on messages (stream, message_id);
create index if not exists messages_by_subject on messages (subject, seq);
create table if not exists consumers (name text primary key, subject text not null, cursor integer not null) strict, without rowid;
create table if not exists handed (
  consumer text not null, seq integer not null, attempt integer not null, due_at integer, primary key (consumer, seq)
) strict, without rowid;
create table if not exists life (id text not null) strict;
insert into life (id) select lower(hex(randomblob(16))) where not exists (select 1 from life);
`;

/**
 * Opens the file that keeps the streams (`:memory:` for none). Written ahead and synchronised at checkpoints: what is committed survives
 * the end of the process, not of the machine's power. One process at a time; a second one is refused.
 */
export function openDurableFile(path: string): DatabaseSync {
  if (path !== ':memory:') closeSync(openSync(path, 'a', 0o600));
  const file = new DatabaseSync(path);
  try {
    file.exec('pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = normal; pragma busy_timeout = 0;');
    file.exec(`begin immediate; ${tables} update handed set due_at = 0; commit;`);
  } catch (cause) {
    file.close();
    throw new Error(`the broker's file ${path} cannot be opened: ${reasonOf(cause)}`, { cause });
  }
  return file;
}

function reasonOf(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause);
  return /locked|busy/i.test(text) ? 'another process has it open' : text;
}
