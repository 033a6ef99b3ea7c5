import { literal } from '../database/sql-literal.js';
import { relayRows, type Background } from '../work/relay-transaction.js';
import type { EventConsumer } from './event-consumer.js';

/** Since when a consumer hears each type of event. */
export type Beginnings = ReadonlyMap<string, Date>;

/**
 * Since when the consumer hears what it listens to, remembered from the first time it is asked: from `since` on. One that had handled events before
 * beginnings were remembered has always heard them.
 */
export async function beginningsOf(background: Background, { name, hears }: EventConsumer, since: Date): Promise<Beginnings> {
  const consumer = literal(name);
  const rows = await relayRows<{ type: string; since: Date }>(
    background,
    `insert into consumer_beginnings (consumer, type, since)
      select ${consumer}, type,
        case when not exists (select from consumer_beginnings where consumer = ${consumer}) and exists (select from inbox where consumer = ${consumer})
          then to_timestamp(0) else ${literal(since)} end
      from unnest(${literal(hears)}) type where not exists (select from consumer_beginnings b where b.consumer = ${consumer} and b.type = type.type)
      on conflict do nothing`,
    `select type, since from consumer_beginnings where consumer = ${consumer}`,
  );
  return new Map(rows.map((row) => [row.type, row.since]));
}
