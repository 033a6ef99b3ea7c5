import type { OutboxEvent } from '@rapport/persistence';
import { isTenantId, type TenantId } from '@rapport/kernel';
import type { Delivery } from '../broker/broker.js';
import { header, type Headers } from '../broker/envelope.js';
import { eventIdOf } from '../dead-letters/burial.js';

/** What is known of an event beside its facts, as headers. */
export function eventHeaders(event: OutboxEvent): Headers {
  return {
    [header.type]: event.type,
    [header.tenant]: event.tenant,
    [header.aggregate]: `${event.aggregatetype}/${event.aggregateid}`,
    [header.version]: String(event.version),
    [header.heads]: JSON.stringify(event.heads),
    ...(event.headsAt !== undefined && { [header.headsAt]: JSON.stringify(event.headsAt) }),
    [header.at]: event.occurredAt.toISOString(),
    [header.by]: event.by,
    ...(event.owner !== undefined && { [header.owner]: event.owner }),
    ...(event.team !== undefined && { [header.team]: event.team.replace(/[\r\n]/g, ' ') }),
    ...(event.traceparent !== undefined && { [header.traceparent]: event.traceparent }),
  };
}

/** The event of a delivery. Throws for a message that is none. */
export function eventOf(delivery: Delivery): OutboxEvent {
  const { headers, data } = delivery;
  const aggregate = needed(headers, header.aggregate);
  const cut = aggregate.indexOf('/');
  const { [header.owner]: owner, [header.team]: team, [header.traceparent]: traceparent, [header.headsAt]: headsAt } = headers;
  return {
    id: eventIdOf(delivery),
    tenant: tenantOf(headers),
    aggregatetype: aggregate.slice(0, cut),
    aggregateid: aggregate.slice(cut + 1),
    type: needed(headers, header.type),
    payload: data,
    version: BigInt(needed(headers, header.version)),
    heads: JSON.parse(needed(headers, header.heads)) as Record<string, number>,
    by: needed(headers, header.by),
    occurredAt: new Date(needed(headers, header.at)),
    ...(headsAt !== undefined && { headsAt: JSON.parse(headsAt) as Record<string, number> }),
    ...(owner !== undefined && { owner }),
    ...(team !== undefined && { team }),
    ...(traceparent !== undefined && { traceparent }),
  };
}

function tenantOf(headers: Headers): TenantId {
  const tenant = needed(headers, header.tenant);
  if (!isTenantId(tenant)) throw new Error('an event names no tenant');
  return tenant;
}

function needed(headers: Headers, name: string): string {
  const value = headers[name];
  if (value === undefined) throw new Error(`an event lacks ${name}`);
  return value;
}
