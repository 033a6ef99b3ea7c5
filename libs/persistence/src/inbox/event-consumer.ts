import type { QueryResult } from 'pg';
import { literal } from '../database/sql-literal.js';
import type { OutboxEvent } from '../outbox/outbox-event.js';
import type { Beginnings } from './consumer-beginnings.js';

/** Who handles events: its name is part of what was handled, so a new name begins anew. */
export interface EventConsumer {
  /** `marketing.on-consent-withdrawn` */
  readonly name: string;
  /** Full names of all event types it listens to; the order among them is kept for each aggregate. */
  readonly hears: readonly string[];
  /** Since when it hears each type; always, where nothing is told. */
  readonly since?: Beginnings;
}

/**
 * What became of a delivery. `done`: its effect is committed. `duplicate`: it was handled before. `early`: an earlier event of its aggregate
 * has not been handled yet; deliver it again later. `before`: it occurred before the consumer began, and is not its to handle.
 */
export type Handled = 'done' | 'duplicate' | 'early' | 'before';

/** Whether an event occurred before its consumer began. */
export function isBefore({ type, occurredAt }: OutboxEvent, { since }: EventConsumer): boolean {
  const began = since?.get(type);
  return began !== undefined && occurredAt < began;
}

/** The first statements: takes the inbox row, and looks how far the consumer is with the aggregate. */
export function enterInbox(event: OutboxEvent, consumer: EventConsumer, now: Date): string[] {
  const [tenant, name, id, at] = [event.tenant, consumer.name, event.id, now].map(literal);
  return [
    `insert into inbox (tenant_id, consumer, event_id, handled_at) values (${tenant}, ${name}, ${id}, ${at}) on conflict do nothing`,
    `select version from inbox_gate where tenant_id = ${tenant} and consumer = ${name}
      and aggregatetype = ${literal(event.aggregatetype)} and aggregateid = ${literal(event.aggregateid)}`,
  ];
}

/**
 * Reads what `enterInbox` brought. An event at or before the gate was handled, even if its inbox row was swept since. It is early
 * until the gate has reached the last event before it that the consumer hears and that occurred since it began.
 */
export function verdictOf(event: OutboxEvent, consumer: EventConsumer, [taken, gate]: readonly QueryResult[]): Handled {
  const reached = (gate!.rows as { version: bigint }[])[0]?.version ?? 0n;
  if (!taken!.rowCount || reached >= event.version) return 'duplicate';
  return reached < BigInt(neededBy(event, consumer)) ? 'early' : 'done';
}

/** How far the consumer must be with the aggregate. A head whose time is not known is waited for. */
function neededBy({ heads, headsAt = {} }: OutboxEvent, { hears, since }: EventConsumer): number {
  const awaited = hears.map((type) => {
    const [began, at] = [since?.get(type), headsAt[type]];
    return began !== undefined && at !== undefined && at < began.getTime() ? 0 : (heads[type] ?? 0);
  });
  return Math.max(0, ...awaited);
}

/** The statement that moves the gate, to go with COMMIT. */
export function passGate(event: OutboxEvent, consumer: EventConsumer): string {
  const values = [event.tenant, consumer.name, event.aggregatetype, event.aggregateid, event.version].map(literal);
  return `insert into inbox_gate as g (tenant_id, consumer, aggregatetype, aggregateid, version) values (${values.join(',')})
    on conflict (tenant_id, consumer, aggregatetype, aggregateid) do update set version = greatest(g.version, excluded.version)`;
}
