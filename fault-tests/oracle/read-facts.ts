import type { Answer, Caller } from '@rapport/testing';
import { changedMark, madeMark } from '../load/mark.js';
import { canaryIn } from './canary.js';
import type { Facts, RecordFact } from './facts.js';
import type { Witness } from './witness.js';

/** Whose facts, and where they are read. */
export interface Sources {
  readonly run: string;
  readonly witness: Witness;
  readonly caller: Caller;
  /** Nothing where the broker cannot be looked into. */
  readonly inBroker?: () => Promise<ReadonlySet<string>>;
  readonly deadLetters: () => Promise<number>;
  readonly leaks: () => Promise<readonly string[]>;
}

const mostRead = 30;

/** Events of a run that were committed and have not taken effect yet. */
export function unsettled(witness: Witness, run: string): Promise<number> {
  return witness.count(
    `select count(*) from accounts.outbox o join accounts.contacts c on c.tenant_id = o.tenant_id and c.id::text = o.aggregateid
      where o.aggregatetype = 'contact' and c.tags @> array[$1] and (o.published_at is null or not exists (select from faults.effects e where e.event_id = o.id::text))`,
    [run],
  );
}

/** Reads everything that the oracle judges. */
export async function readFacts({ run, witness, caller, inBroker, deadLetters, leaks }: Sources): Promise<Facts> {
  const records = (await witness.sql(`select id, version, tags from accounts.contacts where tags @> array[$1] order by id`, [run])).map(recordOf);
  const events = await witness.sql(
    `select o.id, o.aggregateid, o.version, o.published_at is not null as published from accounts.outbox o
      join accounts.contacts c on c.tenant_id = o.tenant_id and c.id::text = o.aggregateid where o.aggregatetype = 'contact' and c.tags @> array[$1]`,
    [run],
  );
  const effects = await witness.sql('select event_id, n from faults.effects order by n');
  const own = new Set(events.map(({ id }) => id));
  return {
    records,
    events: events.map((row) => ({
      id: String(row['id']),
      recordId: String(row['aggregateid']),
      version: Number(row['version']),
      isPublished: Boolean(row['published']),
    })),
    effects: effects.filter(({ event_id }) => own.has(event_id)).map((row) => ({ eventId: String(row['event_id']), order: Number(row['n']) })),
    stolen: await witness.count('select count(*) from faults.stolen'),
    ...(inBroker && { inBroker: await inBroker() }),
    deadLetters: await deadLetters(),
    leaks: await leaks(),
    misread: await misread(records, run, caller),
  };
}

function recordOf({ id, version, tags }: Record<string, unknown>): RecordFact {
  const marks = tags as string[];
  const changed = marks.find((mark) => mark.startsWith(changedMark));
  return { id: String(id), version: Number(version), made: marks.find((mark) => mark.startsWith(madeMark)) ?? '', ...(changed && { changed }) };
}

/** Some of the records, spread over the run, as the API shows them: opened with the right key, and the last change is in them. */
async function misread(records: readonly RecordFact[], run: string, caller: Caller): Promise<string[]> {
  const step = Math.max(1, Math.floor(records.length / mostRead));
  const wrong: string[] = [];
  for (const { id, made, changed } of records.filter((_, index) => index % step === 0)) {
    const { status, json } = await calmly(() => caller.get(`/v1/contacts/${id}`));
    if (status !== 200 || String(json['given_name']) !== canaryIn(run, changed ?? made))
      wrong.push(`GET /v1/contacts/${id} answered ${status} without what ${changed ?? made} wrote`);
  }
  return wrong;
}

/** Asks again where nobody answered in time: whether an answer comes soon is not what is read here. */
async function calmly(ask: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await ask();
    if (answer.status < 500 || attempt === 4) return answer;
  }
}
