import type { CallContext, Ids } from '@rapport/kernel';
import { literal } from '../database/sql-literal.js';
import type { SaidEvent } from './said-event.js';
import type { AuditNote, RecordVersion } from './tx.js';

/** What the whole unit of work has in common. */
export interface Circumstances {
  readonly call: CallContext;
  readonly ids: Ids;
  readonly now: Date;
}

type Mark = readonly [events: number, notes: number, versions: number];

/** What was said, noted and remembered in a unit of work, to be written with the commit. */
export class PendingRows {
  private readonly events: SaidEvent[] = [];
  private readonly notes: AuditNote[] = [];
  private readonly versions: RecordVersion[] = [];

  say(event: SaidEvent): void {
    this.events.push(event);
  }

  note(entry: AuditNote): void {
    if (entry.ids.length) this.notes.push(entry);
  }

  remember(version: RecordVersion): void {
    this.versions.push(version);
  }

  /** How much is pending now. */
  mark(): Mark {
    return [this.events.length, this.notes.length, this.versions.length];
  }

  /** Forgets what came after the mark. */
  backTo([events, notes, versions]: Mark): void {
    this.events.length = events;
    this.notes.length = notes;
    this.versions.length = versions;
  }

  get said(): boolean {
    return this.events.length > 0;
  }

  get audited(): boolean {
    return this.notes.length > 0;
  }

  /** The records that were erased for good. */
  get erased(): readonly string[] {
    return this.notes.filter(({ action }) => action === 'erase').flatMap(({ ids }) => ids);
  }

  /** The statements that write it all; none if nothing is pending. */
  statements(about: Circumstances): string[] {
    return [...saySql(about, this.events), ...auditSql(about, this.notes), ...versionSql(about, this.versions)];
  }
}

/** In the aggregates' order, so that two units of work lock them in the same one; events of one aggregate stay in theirs. */
function saySql({ call, ids, now }: Circumstances, events: readonly SaidEvent[]): string[] {
  if (!events.length) return [];
  const sorted = [...events].sort((a, b) => compare(aggregateKey(a), aggregateKey(b)));
  const column = (type: string, value: (event: SaidEvent) => string | Uint8Array | undefined) =>
    `array[${sorted.map((e) => literal(value(e))).join(',')}]::${type}[]`;
  const columns = [
    column('uuid', () => ids.next()),
    column('text', (e) => e.aggregatetype),
    column('text', (e) => e.aggregateid),
    column('text', (e) => e.type),
    column('bytea', (e) => e.payload),
    column('text', (e) => e.about.owner),
    column('text', (e) => e.about.team),
  ];
  return [`select say(${[call.tenant, call.principal.id, call.trace.traceparent, now].map(literal).join(',')},${columns.join(',')})`];
}

function aggregateKey({ aggregatetype, aggregateid }: SaidEvent): string {
  return `${aggregatetype}/${aggregateid}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function auditSql({ call, ids, now }: Circumstances, notes: readonly AuditNote[]): string[] {
  if (!notes.length) return [];
  const { principal } = call;
  const who = [call.tenant, now, principal.id, principal.kind, [...principal.roles].sort(), call.name, traceId(call)].map(literal).join(',');
  const rows = notes.map((n) => `(${literal(ids.next())},${who},${[n.action, n.noun, n.ids, n.fields ?? []].map(literal).join(',')})`);
  return [`insert into audit_entries (id, tenant_id, at, principal, principal_kind, roles, call, trace, action, noun, ids, fields) values ${rows.join(',')}`];
}

function versionSql({ call, now }: Circumstances, versions: readonly RecordVersion[]): string[] {
  if (!versions.length) return [];
  const rows = versions.map((v) => `(${[call.tenant, v.noun, v.id, v.version, v.by, now, v.sealed].map(literal).join(',')})`);
  return [`insert into record_versions (tenant_id, noun, id, version, by, at, sealed) values ${rows.join(',')}`];
}

function traceId(call: CallContext): string | undefined {
  return call.trace.traceparent?.split('-')[1];
}
