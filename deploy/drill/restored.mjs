import { until } from '@rapport/testing';
import { eachOf } from './findings.mjs';

/** @typedef {import('./stage.mjs').Stage} Stage @typedef {import('./stage.mjs').People} People @typedef {import('./findings.mjs').Findings} Findings */

/** Where an erased person could still be: the key, the envelopes and blind tokens, versions, notes, timeline. @param {string} id */
const remainsOf = (id) => `
  select (select count(*) from keyring.subject_keys where subject = '${id}')
    + (select count(*) from accounts.contacts where id = '${id}' and (given_name is not null or cardinality(tokens) > 0))
    + (select count(*) from accounts.record_versions where id = '${id}')
    + (select count(*) from accounts.notes where subject_id = '${id}')
    + (select count(*) from accounts.timeline where subject_id = '${id}') as n`;

/** Before Rapport starts: the backup does bring the erased person back, or the checks after it would prove nothing. @param {Findings} findings @param {Stage} stage @param {People} people */
export async function checkWasThere(findings, { server }, people) {
  const [{ n }] = /** @type {any} */ (await server.rows(remainsOf(people.erasedAfter)));
  findings.check('the backup holds the person who was erased after the moment', Number(n) > 3, `${n} rows`);
}

/** @param {Findings} findings @param {Stage} stage @param {{ people: People, before: import('./load.mjs').Acknowledged[], after: import('./load.mjs').Acknowledged[] }} ledger */
export async function checkRestored(findings, stage, { people, before, after }) {
  const caller = await stage.rapport.integration();
  const names = await eachOf(before, async ({ id }) => (await caller.get(`/v1/contacts/${id}`)).json['given_name']);
  const wrong = before.filter(({ name }, at) => String(names[at]) !== name);
  findings.check(`everyone of ${before.length} acknowledged before the moment is there`, wrong.length === 0 && before.length > 20, `${wrong.length} missing`);
  const younger = (await eachOf(after, async ({ id }) => (await caller.get(`/v1/contacts/${id}`)).status)).filter((status) => status !== 404);
  findings.check(`none of ${after.length} acknowledged after it is`, younger.length === 0 && after.length > 20, `${younger.length} there`);
  await checkErased(findings, stage, people);
  const { code, output } = await stage.command('audit', 'verify');
  findings.check('the audit chain is whole', code === 0 && output.includes('whole'), output.trim());
  await checkEvents(findings, stage, before.length);
}

/** @param {Findings} findings @param {Stage} stage @param {People} people */
async function checkErased(findings, stage, people) {
  const caller = await stage.rapport.integration();
  for (const [which, id] of [
    ['before the backup', people.erasedBefore],
    ['after the moment', people.erasedAfter],
  ]) {
    const { status, json } = await caller.get(`/v1/contacts/${id}`);
    const [{ n }] = /** @type {any} */ (await stage.server.rows(remainsOf(String(id))));
    findings.check(
      `nothing opens of the person who was erased ${which}`,
      status === 404 && Number(n) === 0,
      `${status} ${String(json['reason'] ?? '')}, ${n} rows`,
    );
  }
  const ledger = await stage.ledger();
  findings.check(
    'the ledger in object storage names both',
    [people.erasedBefore, people.erasedAfter].every((id) => ledger.includes(id)),
  );
  const found = await caller.post('/v1/contacts/search', { filter: 'family_name:"Restorova"' });
  const contacts = /** @type {any} */ (found.json)['contacts'] ?? [];
  findings.check(
    'a search by their name finds the third alone',
    contacts.length === 1 && contacts[0].id === people.kept,
    `${found.status}, ${contacts.length} found`,
  );
}

/** @param {Findings} findings @param {Stage} stage @param {number} before */
async function checkEvents(findings, stage, before) {
  const caller = await stage.rapport.integration();
  const { status, json } = await caller.post('/v1/contacts', { given_name: 'Drill afterwards', tags: ['drill'] });
  findings.check('new people can be added', status === 201, String(status));
  const id = String(json['id']);
  const waiting = `select count(*)::int as n from accounts.outbox where published_at is null`;
  const counts = `select count(*)::int as n, count(distinct subject_id)::int as people from accounts.timeline t
    where kind = 'created' and exists (select from accounts.contacts c where c.id = t.subject_id and 'drill' = any(c.tags))`;
  /** @type {any} */
  let seen = {};
  const whole = await until(
    'every event is handled',
    async () => {
      const [[{ n: left }], [created]] = /** @type {any} */ (await Promise.all([stage.server.rows(waiting), stage.server.rows(counts)]));
      seen = { left, ...created };
      return left === 0 && created.people >= before + 1 && (await stage.server.rows(`select from accounts.timeline where subject_id = '${id}'`)).length > 0;
    },
    120_000,
  ).catch(() => false);
  findings.check(
    'the relay went on: every event is published and handled',
    Boolean(whole),
    `${seen.left} wait, ${seen.people} of ${before + 1} people have their timeline`,
  );
  findings.check('and none in effect twice', seen.n === seen.people, `${seen.n} entries for ${seen.people} people`);
}
