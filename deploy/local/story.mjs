import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { signIn } from '../../libs/testing/src/installation/signing-in.fixture.js';
import { dataFolderOf } from './data-folder.mjs';
import { root } from './places.mjs';

/** @typedef {import('../../libs/testing/src/installation/signing-in.fixture.js').BrowserSession} Session */
/** @typedef {Record<string, any>} Body */
/** A door that this installation does not have yet. */
class NoDoor extends Error {}

// `npm run story`: what Rapport is for, over the API of the installation that runs on the data folder, one step after the other. What comes out of each is printed.
const { url } = JSON.parse(readFileSync(join(dataFolderOf(process.env), 'ready.json'), 'utf8'));
const seller = await signIn(url, 'sofia');
const customer = await signIn(url, 'carla');
let number = 0;
/** @type {string[]} */
const missing = [];

/** @param {string} text */
const tell = (text) => process.stdout.write(`   ${text}\n`);

/** @template T @param {string} title @param {() => Promise<T>} work @returns {Promise<T | undefined>} */
async function step(title, work) {
  number += 1;
  process.stdout.write(`\n${number}. ${title}\n`);
  try {
    return await work();
  } catch (thrown) {
    if (!(thrown instanceof NoDoor)) throw thrown;
    missing.push(thrown.message);
    tell(`There is no door for this yet: ${thrown.message}`);
    return undefined;
  }
}

/** @param {Session} who @param {string} method @param {string} path @param {unknown} [body] @returns {Promise<Body>} */
async function ask(who, method, path, body) {
  const { status, json, text } = await who.ask(method, path, body === undefined ? {} : { body });
  if (status === 404 && String(json['reason']) === 'ROUTE_NOT_FOUND') throw new NoDoor(`${method} ${path.replace(/[0-9a-f-]{36}/g, '{id}')}`);
  if (status >= 300) throw new Error(`${method} ${path} answered ${status}: ${text.slice(0, 500)}`);
  return json;
}

/** @template T @param {string} what @param {() => Promise<T | undefined | false>} look @param {number} [seconds] @returns {Promise<T>} */
async function waitFor(what, look, seconds = 90) {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > until) throw new Error(`It took longer than ${seconds} seconds until ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** @param {string} contactId @param {string} purpose @param {string} channel @param {string} action */
const say = (contactId, purpose, channel, action) =>
  ask(seller, 'POST', '/v1/consents', { contact_id: contactId, purpose, channel, action, language: 'ru', way: 'phone', evidence: 'said on the telephone' });

/** @param {string} dealId */
async function showScore(dealId) {
  const score = await waitFor('the deal has a score', async () => (await ask(seller, 'GET', `/v1/deals/${dealId}/scores`))['scores']?.[0]);
  const model = score.model_id === 'rules' ? 'plain rules, as there is not enough data yet' : `model version ${score.model_version}`;
  tell(`won with ${Math.round((score.probability ?? 0) * 100)} %, says ${model}`);
  /** @param {Body} reason */
  const words = ({ feature, value, weight }) => `${feature} = ${value || 'not known'} (${weight > 0 ? '+' : ''}${weight.toFixed(2)})`;
  tell(
    `for:     ${
      (score.reasons ?? [])
        .filter((/** @type {Body} */ one) => one['weight'] > 0)
        .map(words)
        .join(', ') || 'nothing'
    }`,
  );
  tell(
    `against: ${
      (score.reasons ?? [])
        .filter((/** @type {Body} */ one) => one['weight'] < 0)
        .map(words)
        .join(', ') || 'nothing'
    }`,
  );
  return score;
}

/** A follow-up after the call, its open places filled in, sent. @param {string} contactId */
async function send(contactId) {
  const draft = await ask(seller, 'POST', '/v1/drafts', { contact_id: contactId, kind: 'follow-up', topic: 'Как оформить возврат товара?' });
  tell(`drafted by ${draft['model']}, ${draft['citations']?.length ?? 0} citations: ${String(draft['body']).replace(/\s+/g, ' ').slice(0, 160)}…`);
  const filled = String(draft['body']).replace(/\{\{[^}]*\}\}/g, '—');
  const edited = await ask(seller, 'PATCH', `/v1/drafts/${draft['id']}?update_mask=body`, { body: filled });
  const sent = await ask(seller, 'POST', `/v1/drafts/${edited['id']}/send`, {});
  if (sent['trouble']) tell(`refused: ${sent['trouble']}. ${sent['advice'] ?? ''}`);
  else tell(`${sent['state']}, allowed by decision ${sent['decision_id']}`);
  return sent;
}

const contactId = await step('Somebody is a customer, and agrees that calls are analysed', async () => {
  const me = await ask(customer, 'GET', '/v1/me');
  await say(me['contact_id'], 'call-analysis', '', 'given');
  const { states = [] } = await ask(seller, 'GET', `/v1/consents/states?contact_id=${me['contact_id']}`);
  const hasObjected = states.some((/** @type {Body} */ one) => one['purpose'] === 'sales-follow-up' && one['reason'] === 'OBJECTED');
  if (hasObjected) await say(me['contact_id'], 'sales-follow-up', '', 'objection-lifted');
  tell(`customer ${me['username']} is contact ${me['contact_id']}`);
  return String(me['contact_id']);
});

const deal = await step('A deal is added, and scored', async () => {
  const draft = { title: 'Продление обслуживания', contact_id: contactId, source: 'referral', amount_minor: '4000000', currency: 'RUB' };
  const made = await ask(seller, 'POST', '/v1/deals', draft);
  await showScore(made['id']);
  return made;
});

const callId = await step('A recorded call is uploaded, transcribed and understood', async () => {
  const file = readFileSync(join(root, 'services/ai/eval/speech/renewal.wav'));
  const noted = { contact_id: contactId, started_at: new Date().toISOString(), time_zone: 'Europe/Moscow', language: 'en', colleague_channel: 1 };
  const { id } = await ask(seller, 'POST', '/v1/calls', noted);
  const { part_bytes: size } = await ask(seller, 'POST', `/v1/calls/${id}/recording`, { size: file.length });
  for (let offset = 0; offset < file.length; offset += size) {
    const part = new Uint8Array(file.subarray(offset, offset + size));
    const { status, text } = await seller.ask('PUT', `/v1/calls/${id}/recording?offset=${offset}`, {
      body: part,
      headers: { 'content-type': 'application/octet-stream' },
    });
    if (status !== 200) throw new Error(`A part of the recording was not taken: ${status} ${text}`);
  }
  await ask(seller, 'POST', `/v1/calls/${id}/recording/complete`);
  const ends = ['done', 'failed', 'refused', 'cancelled'];
  const call = await waitFor(
    'the call is transcribed',
    async () => {
      const now = await ask(seller, 'GET', `/v1/calls/${id}`);
      return ends.includes(now['state']) && now;
    },
    180,
  );
  if (call['state'] !== 'done') throw new Error(`The call ended as ${call['state']}: ${call['trouble']} ${call['advice'] ?? ''}`);
  for (const turn of (await ask(seller, 'GET', `/v1/calls/${id}/transcript`))['turns'] ?? []) tell(`${turn.speaker}: ${turn.text}`);
  return String(id);
});

await step('What it says is proposed; some of it is accepted', async () => {
  const { proposals = [] } = await ask(seller, 'GET', `/v1/calls/${callId}/proposals`);
  for (const one of proposals) tell(`${one.kind}: ${one.value} — “${one.quote ?? ''}”`);
  for (const one of proposals.slice(0, 3)) {
    const decided = await ask(seller, 'POST', `/v1/calls/${callId}/proposals/decide`, { proposal_id: one.id, verdict: 'accept' });
    tell(`accepted, which made: ${decided['result_noun'] || 'nothing'}`);
  }
});

await step('The deal is scored again', () => showScore(deal?.['id']));
await step('A follow-up is drafted, edited and sent with consent', () => send(String(contactId)));
await step('The knowledge base is asked', async () => {
  for (const question of ['Как вернуть товар?', 'Какая погода на Марсе?']) {
    const answer = await ask(seller, 'POST', '/v1/knowledge/ask', { question });
    tell(
      `${question} ${answer['found'] ? `${answer['text']} [${answer['citations']?.map((/** @type {Body} */ one) => one['title']).join(', ')}]` : 'not found'}`,
    );
  }
});
await step('The customer asks in chat at night', async () => {
  const chat = await ask(customer, 'POST', '/v1/chats', { language: 'ru' });
  await ask(customer, 'POST', `/v1/chats/${chat['id']}/messages`, { body: 'Как вернуть товар?' });
  const read = async () => (await ask(customer, 'GET', `/v1/chats/${chat['id']}/messages`))['messages'] ?? [];
  /** @param {Body} one */
  const isAnswer = (one) => one['author_kind'] === 'assistant' && one['in_reply_to'];
  await waitFor('the assistant answers', async () => (await read()).some(isAnswer), 20).catch(() => {
    throw new NoDoor('an assistant that answers in chat');
  });
  for (const one of await read()) tell(`${one.author_kind}: ${one.body}`);
});
await step('The customer objects, and the next send is refused', async () => {
  await ask(customer, 'POST', '/v1/consents', { contact_id: contactId, purpose: 'sales-follow-up', action: 'objected', language: 'ru' });
  const sent = await send(String(contactId));
  if (!sent['trouble']) throw new Error('It was sent, though the customer objected.');
});

if (missing.length > 0) process.stdout.write(`\nThe story is not whole: ${missing.join('; ')}\n`);
else process.stdout.write('\nThe story is whole.\n');
process.exitCode = missing.length > 0 ? 1 : 0;
