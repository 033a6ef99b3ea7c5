import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { items, openModelServer, startInstallation, until, type Caller, type ModelServerFixture, type TestInstallation } from '@rapport/testing';

const recording = readFileSync(new URL('./ai/eval/speech/delivery.wav', import.meta.url));
/** The calls of the demo are in English. */
const ours = '\r\nde\r\n';
/** What the dead process had taken in hand is nobody else's until its lease is over. */
const resumedWithinMs = 120_000;

const key = randomBytes(32);
let rapport: TestInstallation;
let model: ModelServerFixture;
let asked = 0;

beforeAll(async () => {
  const hear = async (clip: Buffer) => {
    if (!clip.includes(ours)) return 'Nothing of weight.';
    asked += 1;
    await new Promise((spoken) => setTimeout(spoken, 700));
    return `Our budget is ${asked} thousand euros.`;
  };
  model = await openModelServer({ hear });
  rapport = await startInstallation({
    settings: { RAPPORT_SPEECH: 'endpoint', OPENAI_BASE_URL: model.baseUrl, RAPPORT_TELEPHONY_KEY: key.toString('base64'), RAPPORT_TELEPHONY_TENANT: 'acme' },
  });
}, 120_000);
afterAll(async () => {
  await rapport?.stop();
  await model?.close();
});

/** A post as a telephone system signs it, with what is wrong with it. */
async function signed(call: object, { at = Date.now(), by = key, changed = '' } = {}) {
  const body = JSON.stringify(call);
  const seconds = String(Math.floor(at / 1000));
  const signature = createHmac('sha256', by).update(`msg_1.${seconds}.${body}`).digest('base64');
  const headers = { 'content-type': 'application/json', 'webhook-id': 'msg_1', 'webhook-timestamp': seconds, 'webhook-signature': `v1a,x v1,${signature}` };
  const answer = await fetch(`${rapport.url}/v1/calls/recorded`, { method: 'POST', headers, body: body + changed });
  return { status: answer.status, json: (await answer.json()) as Readonly<Record<string, unknown>> };
}

const turnsOf = async (caller: Caller, id: string) => items((await caller.get(`/v1/calls/${id}/transcript`)).json['turns']);

it('a call whose program is killed while it is transcribed goes on where it was, and is told of once', async () => {
  const before = await rapport.login('mark');
  const { id: contact } = (await before.post('/v1/contacts', { given_name: 'Killed', phones: [{ value: '+79123450011' }], team_id: 'acme/sales' })).json;
  const agreed = { contact_id: contact, purpose: 'call-analysis', action: 'given', language: 'ru', way: 'phone', evidence: 'said on the telephone' };
  expect(await before.post('/v1/consents', agreed)).toMatchObject({ status: 200 });
  const told = {
    phone: '+7 912 345-00-11',
    external_id: 'pbx-killed',
    started_at: '2026-03-02T09:30:00Z',
    language: 'de',
    recording: recording.toString('base64'),
  };
  expect((await rapport.bearer().post('/v1/calls/recorded', told)).status).toBe(401);
  for (const wrong of [{ by: randomBytes(32) }, { at: Date.now() - 600_000 }, { changed: ' ' }])
    expect(await signed(told, wrong)).toMatchObject({ status: 401, json: { reason: 'SIGNATURE_INVALID' } });
  expect((await signed({ ...told, phone: '+7 912 345-00-99' })).json['reason']).toBe('CALLER_UNKNOWN');
  const made = await signed(told);
  const id = String(made.json['id']);
  expect([made.status, made.json['contact_id'], made.json['team_id']]).toEqual([200, contact, 'acme/sales']);
  const twoTurns = async () => {
    expect((await before.get(`/v1/calls/${id}`)).json['trouble'] ?? '').toBe('');
    const turns = await turnsOf(before, id);
    return turns.length >= 2 && turns;
  };
  const kept = await until('two turns are kept', twoTurns, 60_000);
  expect(await rapport.end('SIGKILL')).toBe('SIGKILL');
  const askedBefore = asked;
  await rapport.restart();

  const after = await rapport.login('mark');
  const state = async () => String((await after.get(`/v1/calls/${id}`)).json['state']);
  await until('the call is done', async () => /done/i.test(await state()), resumedWithinMs);
  const turns = await turnsOf(after, id);
  expect(turns.slice(0, kept.length)).toEqual(kept);
  expect(new Set(turns.map((turn) => turn['start_ms'])).size).toBe(turns.length);
  // Only what was being heard when it died is heard twice.
  expect(askedBefore).toBeLessThan(turns.length);
  expect(asked).toBeLessThanOrEqual(turns.length + 1);

  const proposals = items((await after.get(`/v1/calls/${id}/proposals`)).json['proposals']);
  expect(new Set(proposals.map((one) => `${String(one['kind'])} ${String(one['start_ms'])}`)).size).toBe(proposals.length);
  expect(proposals.length).toBeGreaterThan(1);
  const records = items((await after.get(`/v1/ai/ledger?about_id=${id}&page_size=200`)).json['records']);
  const noted = (what: string) => records.filter(({ kind }) => String(kind) === what).length;
  expect([noted('transcript'), noted('proposal')]).toEqual([1, proposals.length]);
  const timeline = () => after.get(`/v1/timeline?noun=contact&id=${String(contact)}`).then(({ json }) => items(json['entries']));
  const calls = async () => (await timeline()).filter(({ kind }) => String(kind) === 'call');
  expect(await until('the call is in the timeline', async () => (await calls()).length > 0 && calls(), 90_000)).toHaveLength(1);

  // Telephony tells again what it told before: it is the same call.
  expect((await signed(told)).json['id']).toBe(id);
  expect((await turnsOf(after, id)).length).toBe(turns.length);
}, 300_000);
