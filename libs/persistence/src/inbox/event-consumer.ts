import type { CallContext } from '@rapport/kernel';
import type { QueryResult } from 'pg';
import { literal } from '../database/sql-literal.js';
import type { OutboxEvent } from '../outbox/outbox-event.js';
import type { Tx } from '../work/tx.js';
import type { Beginnings } from './consumer-beginnings.js';

/** Younger events must be in the outbox that they came from, which is kept longer than this. */
const askedAboutMs = 14 * 86_400_000;

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
 * has not been handled yet; deliver it again later. `before`: it occurred before the consumer began, and is not its to handle. `undone`: whoever said it does not know
 * it, because the database came back from a backup made before.
 */
export type Handled = 'done' | 'duplicate' | 'early' | 'before' | 'undone';

/** An event to be handled together with others. */
export interface Handling {
  readonly event: OutboxEvent;
  /** What it does, once it is known that it is this event's turn. Gives the context to `go`, inside the event's own trace. */
  within(go: (call: CallContext) => Promise<void>): Promise<void>;
  body(tx: Tx): Promise<void>;
}

/** Whether an event occurred before its consumer began. */
export function isBefore({ type, occurredAt }: OutboxEvent, { since }: EventConsumer): boolean {
  const began = since?.get(type);
  return began !== undefined && occurredAt < began;
}

/**
 * The first statement: takes the inbox rows of those events whose turn it is, each of another aggregate, and moves the gates. An event at or before the gate was handled,
 * even if its inbox row was swept since. It is early until the gate has reached the last event before it that the consumer hears and that occurred since it began.
 */
export function enterInbox(events: readonly OutboxEvent[], consumer: EventConsumer, now: Date): string {
  const column = (type: string, value: (event: OutboxEvent) => string | number | bigint) =>
    `array[${events.map((event) => literal(value(event))).join(',')}]::${type}[]`;
  const columns = [
    column('uuid', ({ id }) => id),
    column('text', ({ aggregatetype }) => aggregatetype),
    column('text', ({ aggregateid }) => aggregateid),
    column('bigint', ({ version }) => version),
    column('bigint', (event) => neededBy(event, consumer)),
    column('text', ({ type, occurredAt }) => (now.getTime() - occurredAt.getTime() < askedAboutMs ? type.split('.')[1]! : '')),
  ];
  return `select enter_inbox(${[events[0]!.tenant, consumer.name, now].map(literal).join(',')},${columns.join(',')}) as verdicts`;
}

/** Reads what `enterInbox` brought. */
export function verdictsOf([entered]: readonly QueryResult[]): readonly Handled[] {
  return (entered!.rows as { verdicts: Handled[] }[])[0]!.verdicts;
}

/** How far the consumer must be with the aggregate. A head whose time is not known is waited for. */
function neededBy({ heads, headsAt = {} }: OutboxEvent, { hears, since }: EventConsumer): number {
  const awaited = hears.map((type) => {
    const [began, at] = [since?.get(type), headsAt[type]];
    return began !== undefined && at !== undefined && at < began.getTime() ? 0 : (heads[type] ?? 0);
  });
  return Math.max(0, ...awaited);
}
