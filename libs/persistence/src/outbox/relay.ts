import type { Log } from '@rapport/kernel';
import { BackgroundLoop } from '../work/background-loop.js';
import { hasRunOut } from '../work/lease.js';
import { relayRows, type Background } from '../work/relay-transaction.js';
import { outboxEvent, type EventPublisher, type OutboxEvent, type OutboxRow } from './outbox-event.js';

/** A relay and its pace. */
export interface RelaySettings extends Background {
  readonly publisher: EventPublisher;
  readonly log: Log;
  /** Most events claimed at once. */
  readonly batch?: number;
  /** How long claimed events stay with a relay that went silent. */
  readonly claimMs?: number;
  /** How often it looks without being woken: for events of a process that died between commit and publishing. */
  readonly restMs?: number;
  /** Is awaited before anything is published from a database that began to serve at another instant than before: at the start, after a restart, after a restore. */
  readonly inDatabase?: (began: string) => Promise<void>;
}

/** How far publishing is behind. */
export interface RelayLag {
  /** Events not yet published; counted up to 10,000. */
  readonly waiting: number;
  /** Age of the oldest of them in milliseconds; 0 if none waits. */
  readonly oldestMs: number;
}

/** Under steady writing each portion takes what was said in so long: an event that comes alone does not wait. */
const pauseMs = 50;

/**
 * Publishes a service's outbox: every committed event at least once, the events of one aggregate in order within a batch, however many relays run.
 * Claims by `published_at is null`, never by a cursor, so an event whose transaction commits late is not passed over.
 */
export class Relay {
  /** Events published by this relay since it was made. */
  published = 0;
  private readonly loop: BackgroundLoop;
  private readonly batch: number;
  private readonly claimMs: number;
  private began = '';

  constructor(private readonly settings: RelaySettings) {
    this.batch = settings.batch ?? 500;
    this.claimMs = settings.claimMs ?? 30_000;
    this.loop = new BackgroundLoop({ name: 'outbox-relay', step: () => this.step(), restMs: settings.restMs ?? 1000, pauseMs, log: settings.log });
  }

  start(): void {
    this.loop.start();
  }

  /** Something was committed: do not wait for the next look. */
  wake(): void {
    this.loop.wake();
  }

  /** Resolves when the batch at work is published and marked. */
  stop(): Promise<void> {
    return this.loop.stop();
  }

  /** Claims and publishes one batch; true if another may wait. Throws when something could not be published; that is given back for the next try. */
  async step(): Promise<boolean> {
    const rows = await relayRows<ClaimedRow>(this.settings, this.claim());
    if (!rows.length) return false;
    if (await this.isInNewDatabase(rows)) return true;
    const events = rows.map(outboxEvent).sort(byVersion);
    const acked = new Set<string>();
    const lanes = await Promise.allSettled(lanesOf(events).map((lane) => this.publishInOrder(lane, acked)));
    await this.mark(rows, acked);
    this.published += acked.size;
    const failure = lanes.find((lane) => lane.status === 'rejected');
    if (failure) throw failure.reason;
    return events.length === this.batch;
  }

  async lag(): Promise<RelayLag> {
    const [row] = await relayRows<{ waiting: number; oldest_ms: number }>(
      this.settings,
      `
      select (select count(*)::int from (select from outbox where published_at is null limit 10000) w) as waiting,
        coalesce((select extract(epoch from clock_timestamp() - occurred_at) * 1000 from outbox where published_at is null order by seq limit 1), 0)::float8 as oldest_ms`,
    );
    return { waiting: row!.waiting, oldestMs: Math.max(0, row!.oldest_ms) };
  }

  private claim(): string {
    return `update outbox o set claimed_until = clock_timestamp() + interval '${this.claimMs} ms'
      from (select tenant_id, id from outbox where published_at is null and (claimed_until is null or ${hasRunOut('claimed_until', this.claimMs, this.settings)})
        order by seq limit ${this.batch} for update skip locked) c
      where o.tenant_id = c.tenant_id and o.id = c.id
      returning o.seq, o.id, o.tenant_id, o.aggregatetype, o.aggregateid, o.type, o.payload, o.version, o.heads, o.heads_at, o.owner, o.team, o.traceparent, o.by, o.occurred_at, o.replays, pg_postmaster_start_time()::text as began`;
  }

  /** Whether the database began at another instant than before. Then the rows are given back, since they may have to go out under other names. */
  private async isInNewDatabase(rows: readonly ClaimedRow[]): Promise<boolean> {
    const [{ began }] = rows as readonly [ClaimedRow];
    const { inDatabase } = this.settings;
    if (began === this.began || !inDatabase) return false;
    try {
      await inDatabase(began);
    } finally {
      await this.mark(rows, new Set());
    }
    this.began = began;
    return true;
  }

  private async publishInOrder(lane: readonly OutboxEvent[], acked: Set<string>): Promise<void> {
    for (const event of lane) {
      await this.settings.publisher.publish(event);
      acked.add(event.id);
    }
  }

  /** Marks what the broker has, and gives the rest back. By their place in the line, whose small index knows only those that wait. */
  private async mark(rows: readonly ClaimedRow[], acked: ReadonlySet<string>): Promise<void> {
    const [taken, rest] = [rows.filter(({ id }) => acked.has(id)), rows.filter(({ id }) => !acked.has(id))];
    const update = (set: string, those: readonly ClaimedRow[]) =>
      those.length
        ? [`update outbox set ${set}claimed_until = null where published_at is null and seq = any('{${those.map(({ seq }) => seq).join(',')}}')`]
        : [];
    await relayRows(this.settings, ...update('published_at = clock_timestamp(), ', taken), ...update('', rest));
  }
}

interface ClaimedRow extends OutboxRow {
  readonly seq: bigint;
  readonly began: string;
}

function byVersion(a: OutboxEvent, b: OutboxEvent): number {
  return Number(a.version - b.version);
}

function lanesOf(events: readonly OutboxEvent[]): OutboxEvent[][] {
  return [...Map.groupBy(events, (event) => `${event.tenant}/${event.aggregatetype}/${event.aggregateid}`).values()];
}
