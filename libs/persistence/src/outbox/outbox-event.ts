import type { TenantId } from '@rapport/kernel';

/** An event as the outbox keeps it and as it is delivered: ids and facts, never personal data. */
export interface OutboxEvent {
  readonly id: string;
  readonly tenant: TenantId;
  /** The noun whose history this belongs to, such as `contact`. */
  readonly aggregatetype: string;
  readonly aggregateid: string;
  /** Full name of the message, `rapport.accounts.v1.ContactCreated`. */
  readonly type: string;
  /** The message in protobuf binary. */
  readonly payload: Uint8Array;
  /** Of the aggregate: its first event has 1, and every further one has one more. */
  readonly version: bigint;
  /** For each type, the aggregate's last version of that type before this event. */
  readonly heads: Readonly<Record<string, number>>;
  /** When those heads occurred, in milliseconds since 1970; one may be missing. */
  readonly headsAt?: Readonly<Record<string, number>>;
  readonly owner?: string;
  readonly team?: string;
  readonly traceparent?: string;
  /** Id of the principal who caused it. */
  readonly by: string;
  readonly occurredAt: Date;
  /** How often it was to be published again; never, when left out. */
  readonly replays?: number;
}

/** Takes events to whoever listens. Resolves once the event is durably there; the same id twice counts once. */
export interface EventPublisher {
  publish(event: OutboxEvent): Promise<void>;
}

/** The columns of `outbox` that make an event. */
export interface OutboxRow {
  readonly id: string;
  readonly tenant_id: TenantId;
  readonly aggregatetype: string;
  readonly aggregateid: string;
  readonly type: string;
  readonly payload: Uint8Array;
  readonly version: bigint;
  readonly heads: Readonly<Record<string, number>>;
  readonly heads_at: Readonly<Record<string, number>>;
  readonly owner: string | null;
  readonly team: string | null;
  readonly traceparent: string | null;
  readonly by: string;
  readonly occurred_at: Date;
  readonly replays: number;
}

/** The event of a row. */
export function outboxEvent(row: OutboxRow): OutboxEvent {
  return {
    id: row.id,
    tenant: row.tenant_id,
    aggregatetype: row.aggregatetype,
    aggregateid: row.aggregateid,
    type: row.type,
    payload: row.payload,
    version: row.version,
    heads: row.heads,
    headsAt: row.heads_at,
    by: row.by,
    occurredAt: row.occurred_at,
    ...(row.owner === null ? {} : { owner: row.owner }),
    ...(row.team === null ? {} : { team: row.team }),
    ...(row.traceparent === null ? {} : { traceparent: row.traceparent }),
    ...(row.replays > 0 && { replays: row.replays }),
  };
}
