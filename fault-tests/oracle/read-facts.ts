import type { Caller } from '@rapport/testing';
import { changedMark, madeMark } from '../load/mark.js';
import type { EffectFact, EventFact, Facts, RecordFact, VersionFact } from './facts.js';
import { readServices, unsettledServices } from './read-services.js';
import { readShown } from './read-shown.js';
import type { Row, Witness } from './witness.js';

/** Whose facts, and where they are read. */
export interface Sources {
  readonly run: string;
  /** Whether every service runs, and is to be asked what accounts is asked. */
  readonly everyService: boolean;
  readonly witness: Witness;
  readonly caller: Caller;
  /** Nothing where the broker cannot be looked into. */
  readonly inBroker?: () => Promise<ReadonlySet<string>>;
  readonly deadLetters: () => Promise<number>;
  readonly leaks: () => Promise<readonly string[]>;
}

/** Events that somebody hears, whoever caused them, and who hears them. */
const heard = `from accounts.outbox o join accounts.consumer_beginnings b on b.type = o.type and b.since <= o.occurred_at`;

/** Those of them that the hearer has no word of in its inbox. */
const unheard = `${heard} where not exists (select from accounts.inbox i where i.tenant_id = o.tenant_id and i.consumer = b.consumer and i.event_id = o.id)`;

/** Events of all services that wait for the broker, those heard that have not taken effect yet, and those that a hearer has yet to hear. */
export async function unsettled(witness: Witness, everyService = false): Promise<number> {
  if (everyService) return (await waiting(witness)) + (await unsettledServices(witness));
  const pending = `select count(*) as n from (select distinct o.id ${heard}) o where not exists (select from faults.effects e where e.event_id = o.id::text)`;
  return (await waiting(witness)) + (await witness.count(pending)) + (await witness.count(`select count(*) as n ${unheard}`));
}

/** Reads everything that the oracle judges. */
export async function readFacts({ run, everyService, witness, caller, inBroker, deadLetters, leaks }: Sources): Promise<Facts> {
  const records = (await witness.sql(`select id, version, tags from accounts.contacts where tags @> array[$1] order by id`, [run])).map(recordOf);
  const versions = (await witness.sql(`select record_id, version, tags from faults.versions where tags @> array[$1]`, [run])).map(versionOf);
  const events = await witness.sql(`select distinct o.id, o.aggregateid, o.type, o.version, o.published_at is not null as published ${heard}`);
  const effects = await witness.sql('select event_id, n from faults.effects order by n');
  const kept = await inBroker?.();
  return {
    records,
    versions,
    shown: await readShown(records, versions, caller),
    ...(everyService ? ofRecords(records, events.map(eventOf), effects.map(effectOf)) : { events: events.map(eventOf), effects: effects.map(effectOf) }),
    unheard: (await witness.sql(`select b.consumer, o.type, o.id ${unheard}`)).map(
      ({ consumer, type, id }) => `${String(consumer)}, ${String(type)} ${String(id)}`,
    ),
    waiting: await waiting(witness),
    stolen: await witness.count('select count(*) from faults.stolen'),
    ...(kept && { inBroker: kept }),
    ...(everyService && { services: await readServices(witness, kept) }),
    deadLetters: await deadLetters(),
    leaks: await leaks(),
  };
}

/** The timeline notes what accounts was told of the run's records; of all else, each service's own notes tell. */
function ofRecords(records: readonly RecordFact[], events: readonly EventFact[], effects: readonly EffectFact[]): Pick<Facts, 'events' | 'effects'> {
  const known = new Set(records.map(({ id }) => id));
  const own = events.filter(({ recordId }) => known.has(recordId));
  const said = new Set(own.map(({ id }) => id));
  return { events: own, effects: effects.filter(({ eventId }) => said.has(eventId)) };
}

async function waiting(witness: Witness): Promise<number> {
  const outboxes = await witness.sql(`select n.nspname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relname = 'outbox'`);
  let count = 0;
  for (const { name } of outboxes) count += await witness.count(`select count(*) from "${String(name)}".outbox where published_at is null`);
  return count;
}

function recordOf({ id, version, tags }: Record<string, unknown>): RecordFact {
  return { id: String(id), version: Number(version), made: markIn(tags, madeMark) };
}

/** Whoever changes a record leaves its own mark beside that of its making. */
function versionOf({ record_id: recordId, version, tags }: Record<string, unknown>): VersionFact {
  return { recordId: String(recordId), version: Number(version), mark: markIn(tags, changedMark) || markIn(tags, madeMark) };
}

function markIn(tags: unknown, beginning: string): string {
  return (tags as string[]).find((mark) => mark.startsWith(beginning)) ?? '';
}

const effectOf = (row: Row): EffectFact => ({ eventId: String(row['event_id']), order: Number(row['n']) });

function eventOf(row: Record<string, unknown>): EventFact {
  return {
    id: String(row['id']),
    recordId: String(row['aggregateid']),
    type: String(row['type']).split('.').at(-1)!,
    version: Number(row['version']),
    isPublished: Boolean(row['published']),
  };
}
