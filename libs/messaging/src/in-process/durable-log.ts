import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { Delivery } from '../broker/broker.js';
import { header, type Envelope, type Headers, type KeptEnvelope } from '../broker/envelope.js';
import { globOf } from '../broker/subject-match.js';

type Row = Record<string, SQLOutputValue>;

/** The statements over the streams' file. Each is one thing that a broker remembers; none commits. */
export class DurableLog {
  private readonly statements = new Map<string, StatementSync>();

  constructor(private readonly file: DatabaseSync) {}

  /** Keeps a message; nothing when the stream has its id already. */
  append(stream: string, message: Envelope & { readonly id: string }): KeptEnvelope | undefined {
    const headers = { ...message.headers, [header.messageId]: message.id };
    const { changes, lastInsertRowid } = this.sql(
      'insert into messages (stream, subject, message_id, headers, data, kept_at) values (?, ?, ?, ?, ?, ?) on conflict do nothing',
    ).run(stream, message.subject, message.id, JSON.stringify(headers), message.data, Date.now());
    if (changes === 0) return undefined;
    return { subject: message.subject, headers, data: message.data, position: String(lastInsertRowid) };
  }

  /** Notes a consumer; one that exists goes on where it was. */
  enrol(name: string, subject: string): void {
    this.sql('insert into consumers (name, subject, cursor) values (?, ?, 0) on conflict (name) do update set subject = excluded.subject').run(name, subject);
  }

  /** Hands out up to `most` messages: first those due again, then those never handed out. */
  take(consumer: string, subject: string, most: number): readonly Delivery[] {
    const due = this.sql(`select m.*, h.attempt + 1 as attempt from handed h join messages m on m.seq = h.seq
      where h.consumer = ? and h.due_at <= ? order by h.seq limit ?`).all(consumer, Date.now(), most);
    for (const row of due) this.sql('update handed set attempt = attempt + 1, due_at = null where consumer = ? and seq = ?').run(consumer, row['seq']!);
    const fresh = due.length < most ? this.takeFresh(consumer, subject, most - due.length) : [];
    return [...due, ...fresh].map(deliveryOf);
  }

  /** The message is settled for the consumer. */
  settle(consumer: string, position: string): void {
    this.sql('delete from handed where consumer = ? and seq = ?').run(consumer, Number(position));
  }

  /** The message is to be handed out again. */
  postpone(consumer: string, position: string, dueAt: number): void {
    this.sql('update handed set due_at = ? where consumer = ? and seq = ?').run(dueAt, consumer, Number(position));
  }

  /** When the next message is due again, as milliseconds since 1970. */
  nextDue(consumer: string): number | undefined {
    const due = this.sql('select min(due_at) as due from handed where consumer = ?').get(consumer)?.['due'];
    return typeof due === 'number' ? due : undefined;
  }

  /** Messages after a position that a pattern can match, oldest first. */
  after(position: number, pattern: string, most: number): readonly KeptEnvelope[] {
    return this.sql('select * from messages where seq > ? and subject glob ? order by seq limit ?').all(position, globOf(pattern), most).map(keptOf);
  }

  /** The newest message of a stream. */
  newest(stream: string): KeptEnvelope | undefined {
    const row = this.sql('select * from messages where stream = ? order by seq desc limit 1').get(stream);
    return row && keptOf(row);
  }

  /** The last position given out. */
  last(): number {
    return Number(this.sql(`select coalesce(max(seq), 0) as last from sqlite_sequence where name = 'messages'`).get()?.['last'] ?? 0);
  }

  /** The file's own id. */
  life(): string {
    return String(this.sql('select id from life').get()?.['id']);
  }

  remove(position: string): boolean {
    return this.sql('delete from messages where seq = ?').run(Number(position)).changes === 1;
  }

  /** Forgets a stream's messages older than an instant. */
  forget(stream: string, before: number): void {
    this.sql('delete from messages where stream = ? and kept_at < ?').run(stream, before);
  }

  /** Forgets handings-out whose message is no longer kept. */
  tidy(): void {
    this.sql('delete from handed where not exists (select 1 from messages m where m.seq = handed.seq)').run();
  }

  private takeFresh(consumer: string, subject: string, most: number): readonly Row[] {
    const meets = /[*>]/.test(subject) ? 'glob' : '=';
    const cursor = Number(this.sql('select cursor from consumers where name = ?').get(consumer)?.['cursor'] ?? 0);
    const rows = this.sql(`select *, 1 as attempt from messages where subject ${meets} ? and seq > ? order by seq limit ?`).all(globOf(subject), cursor, most);
    for (const row of rows) this.sql('insert into handed (consumer, seq, attempt) values (?, ?, 1)').run(consumer, row['seq']!);
    const last = rows.at(-1)?.['seq'];
    if (last !== undefined) this.sql('update consumers set cursor = ? where name = ?').run(last, consumer);
    return rows;
  }

  private sql(text: string): StatementSync {
    let statement = this.statements.get(text);
    if (!statement) {
      statement = this.file.prepare(text);
      this.statements.set(text, statement);
    }
    return statement;
  }
}

function keptOf(row: Row): KeptEnvelope {
  return {
    subject: String(row['subject']),
    headers: JSON.parse(String(row['headers'])) as Headers,
    data: row['data'] as Uint8Array,
    position: String(row['seq']),
  };
}

function deliveryOf(row: Row): Delivery {
  return { ...keptOf(row), id: String(row['message_id']), attempt: Number(row['attempt']) };
}
