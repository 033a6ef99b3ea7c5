import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './places.mjs';
import { ask, must, person, step, stranger, tell, waitFor, wasAlwaysAnswered } from './story-telling.mjs';

/** @typedef {import('./story-telling.mjs').Body} Body */

// `npm run story`: what Rapport is for, over the API of the installation that runs on the data folder, one step after the other. What comes out of each is printed.
const [seller, agent, manager, customer, auditor] = [
  await person('sofia'),
  await person('anna'),
  await person('mark'),
  await person('carla'),
  await person('dina'),
];
const { contact_id: contactId, username } = await ask(customer, 'GET', '/v1/me');
const tenant = 'acme';
/** The goal: from a customer's word to the refusal of whatever would be done next. */
const withdrawalGoalMs = 1000;

/** What a customer says of a purpose. @param {string} purpose @param {string} action */
const say = (purpose, action) => ask(customer, 'POST', '/v1/consents', { contact_id: contactId, purpose, action, language: 'ru' });

/** @param {string} dealId @param {string} [not] The score that is known already. */
async function showScore(dealId, not) {
  const newest = async () => (await ask(seller, 'GET', `/v1/deals/${dealId}/scores`))['scores']?.[0];
  const score = await waitFor('the deal is scored', async () => {
    const found = await newest();
    return found && found.id !== not && found;
  });
  const model = score.model_id === 'rules' ? 'plain rules, as there is not enough data yet' : `model version ${score.model_version}`;
  tell(`won with ${Math.round((score.probability ?? 0) * 100)} %, says ${model}`);
  for (const [side, sign] of /** @type {const} */ ([
    ['for', 1],
    ['against', -1],
  ])) {
    const reasons = (score.reasons ?? []).filter((/** @type {Body} */ one) => (one['weight'] ?? 0) * sign > 0);
    const words = reasons.map((/** @type {Body} */ one) => `${one['feature']} = ${one['value'] || 'not known'} (${one['weight'].toFixed(2)})`);
    tell(`  ${side}: ${words.join(', ') || 'nothing'}`);
  }
  return String(score.id);
}

/** A recording, in the parts that the door asks for. */
async function upload() {
  const file = readFileSync(join(root, 'services/ai/eval/speech/renewal.wav'));
  const noted = { contact_id: contactId, started_at: new Date().toISOString(), time_zone: 'Europe/Moscow', language: 'en', colleague_channel: 1 };
  const { id } = await ask(seller, 'POST', '/v1/calls', noted);
  const { part_bytes: size } = await ask(seller, 'POST', `/v1/calls/${id}/recording`, { size: file.length });
  for (let offset = 0; offset < file.length; offset += size) {
    await ask(seller, 'PUT', `/v1/calls/${id}/recording?offset=${offset}`, new Uint8Array(file.subarray(offset, offset + size)));
  }
  await ask(seller, 'POST', `/v1/calls/${id}/recording/complete`);
  return String(id);
}

/** A follow-up with its open places filled in. */
async function followUp() {
  const draft = await ask(seller, 'POST', '/v1/drafts', { contact_id: contactId, kind: 'follow_up', topic: 'Как оформить возврат товара?' });
  const body = String(draft['body']).replace(/\{\{[^}]*\}\}/g, '—');
  return { draft, edited: await ask(seller, 'PATCH', `/v1/drafts/${draft['id']}?update_mask=body`, { body }) };
}

const [call, deal, firstScore] = await step('A seller drops a recorded call on a customer', async () => {
  tell(`the customer is ${username}, contact ${contactId}; she agrees that calls are analysed`);
  await say('call-analysis', 'given');
  const { states = [] } = await ask(customer, 'GET', `/v1/consents/states?contact_id=${contactId}`);
  const hasObjected = states.some((/** @type {Body} */ one) => one['purpose'] === 'sales-follow-up' && one['reason'] === 'OBJECTED');
  if (hasObjected) await say('sales-follow-up', 'objection-lifted');
  const draft = { title: 'Продление обслуживания', contact_id: contactId, source: 'referral', amount_minor: '4000000', currency: 'RUB' };
  const made = await ask(seller, 'POST', '/v1/deals', draft);
  const score = await showScore(made['id']);
  const id = await upload();
  let shown = '';
  const ended = await waitFor(
    'the call is transcribed',
    async () => {
      const now = await ask(seller, 'GET', `/v1/calls/${id}`);
      const line = `${now['state']} ${now['percent'] ?? 0} %`;
      if (line !== shown) tell(`${line}${now['left_ms'] ? `, ${Math.ceil(now['left_ms'] / 1000)} s left` : ''}`);
      shown = line;
      return ['done', 'failed', 'refused', 'cancelled'].includes(now['state']) && now;
    },
    300,
  );
  must(ended['state'] === 'done', `The call ended as ${ended['state']}: ${ended['trouble']} ${ended['advice'] ?? ''}`);
  return [id, made, score];
});

await step('The transcript: who said what, when, how surely', async () => {
  const { turns = [] } = await ask(seller, 'GET', `/v1/calls/${call}/transcript`);
  for (const turn of turns) {
    const seconds = ((turn.start_ms ?? 0) / 1000).toFixed(1).padStart(5);
    tell(`${seconds} s  ${turn.speaker}: ${turn.text}${turn.low_confidence ? '  (not sure)' : ''}`);
  }
  must(turns.length > 0, 'Nothing was heard.');
});

const nextStep = await step('Proposals with their evidence: accepted, edited, refused, taken back', async () => {
  const { proposals = [] } = await ask(seller, 'GET', `/v1/calls/${call}/proposals`);
  must(proposals.length >= 3, 'Fewer than three proposals came out of the call.');
  for (const one of proposals) tell(`${one.kind}: ${one.value} — “${one.quote ?? ''}” at ${Math.round((one.start_ms ?? 0) / 1000)} s`);
  const decide = (/** @type {Body} */ one, /** @type {string} */ verdict, value = '') =>
    ask(seller, 'POST', `/v1/calls/${call}/proposals/decide`, { proposal_id: one['id'], verdict, ...(value && { value }) });
  const next = proposals.find((/** @type {Body} */ one) => one['kind'] === 'next_step') ?? proposals.at(-1);
  const [first, second, third] = proposals.filter((/** @type {Body} */ one) => one !== next);
  tell(
    `accepted: a ${(await decide(first, 'accept'))['result_noun']}; edited: a ${(await decide(second, 'accept', `${second.value} (checked)`))['result_noun']}`,
  );
  tell(`refused: ${(await decide(third ?? second, 'refuse'))['state']}; taken back: ${(await decide(first, 'undo'))['state']}`);
  tell(`the next step: a ${(await decide(next, 'accept'))['result_noun']}`);
  const { records = [] } = await ask(auditor, 'GET', `/v1/ai/ledger?about_id=${first.id}`);
  tell(
    `in the ledger: ${records[0]?.model} ${records[0]?.model_version}, ${records[0]?.decisions?.map((/** @type {Body} */ one) => one['verdict']).join(', ')}`,
  );
  return String(next.value);
});

await step('The deal is scored again', async () => {
  await ask(seller, 'PATCH', `/v1/deals/${deal['id']}?update_mask=next_step`, { next_step: nextStep.slice(0, 500) });
  await showScore(deal['id'], firstScore);
});

await step('A follow-up is drafted, edited and sent with consent', async () => {
  const { draft, edited } = await followUp();
  tell(`drafted by ${draft['model']}: ${String(draft['body']).replace(/\s+/g, ' ').slice(0, 160)}…`);
  for (const { title, quote } of draft['citations'] ?? []) tell(`rests on “${title}”: ${quote}`);
  const sent = await ask(seller, 'POST', `/v1/drafts/${edited['id']}/send`, {});
  must(!sent['trouble'], `It was refused: ${sent['trouble']}. ${sent['advice'] ?? ''}`);
  const gone = await waitFor('the e-mail is sent', async () => {
    const now = await ask(seller, 'GET', `/v1/drafts/${edited['id']}`);
    return now['state'] === 'sent' && now;
  });
  tell(`${gone['state']} by decision ${gone['decision_id']}`);
});

await step('An article is written, reviewed and published; the knowledge base answers from it, or says that it cannot', async () => {
  const code = `E${100 + Math.floor(Math.random() * 900)}`;
  const words = {
    title: `Ошибка ${code}`,
    body: `Ошибка ${code} значит, что поддон переполнен. Опустошите поддон и закройте дверцу.`,
    language: 'ru',
    audience: 'customer',
  };
  const article = await ask(agent, 'POST', '/v1/articles', words);
  await ask(agent, 'POST', `/v1/articles/${article['id']}/submit`, {});
  const published = await ask(manager, 'POST', `/v1/articles/${article['id']}/publish`, {});
  tell(`“${words.title}”, version ${published['published_version']}, is published`);
  const asked = (/** @type {string} */ question) => ask(agent, 'POST', '/v1/knowledge/ask', { question });
  const isIt = (/** @type {Body} */ one) => one['title'] === words.title;
  await waitFor('the article answers', async () => (await asked(`Что значит ошибка ${code}?`))['citations']?.some(isIt));
  for (const question of [`Что значит ошибка ${code}?`, 'Как вернуть товар?', 'Какая погода на Марсе?']) {
    const { found, text, citations = [] } = await asked(question);
    tell(`${question} — ${found ? `${text} [${citations.map((/** @type {Body} */ one) => one['title']).join(', ')}]` : 'not found'}`);
  }
});

await step('A stranger asks in chat at night, signs in, and is handed over to a person', async () => {
  const { token, chat_id: chatId } = await ask(stranger, 'POST', '/v1/visitor-chats', { tenant, language: 'ru' });
  const read = async () => (await ask(stranger, 'POST', '/v1/visitor-chats/read', { tenant, token }))['messages'] ?? [];
  const readOwn = async () => (await ask(customer, 'GET', `/v1/chats/${chatId}/messages`))['messages'] ?? [];
  /** @param {string} id @param {() => Promise<Body[]>} look */
  const answerTo = (id, look) => waitFor('the assistant answers', async () => (await look()).find((one) => one['in_reply_to'] === id));
  const { id: asked } = await ask(stranger, 'POST', '/v1/visitor-chats/messages', { tenant, token, body: 'Как вернуть товар?' });
  await answerTo(asked, read);
  await ask(customer, 'POST', '/v1/chats/identify', { token });
  const { id: own } = await ask(customer, 'POST', `/v1/chats/${chatId}/messages`, { body: 'Как там моё обращение?' });
  await answerTo(own, readOwn);
  const { case_id: caseId } = await ask(customer, 'POST', `/v1/chats/${chatId}/request-human`, {});
  await ask(agent, 'POST', `/v1/chats/${chatId}/messages`, { body: 'Здравствуйте, это Анна. Сейчас посмотрю.' });
  await ask(customer, 'POST', `/v1/chats/${chatId}/messages`, { body: 'Как вернуть товар?' });
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const said = await readOwn();
  for (const one of said) tell(`${one['author_kind']}: ${one['body']}`);
  must(said.at(-1)?.['author_kind'] === 'customer', 'The assistant answered where a person had written.');
  const { messages = [] } = await ask(agent, 'GET', `/v1/cases/${caseId}/messages`);
  tell(`the case has ${messages.length} of ${said.length} messages; the assistant is mute since a person wrote`);
  must(messages.length === said.length, 'The case has not the whole conversation.');
  const sorted = await waitFor('the case is sorted', async () => {
    const one = await ask(agent, 'GET', `/v1/cases/${caseId}/sorting`);
    return one['state'] && one;
  });
  tell(
    `sorted by ${sorted['model']}: ${sorted['state']} ${sorted['intent'] ?? ''} (${Math.round((sorted['confidence'] ?? 0) * 100)} % sure), priority ${sorted['priority'] ?? 'as it is'}`,
  );
  const corrected = await ask(agent, 'POST', `/v1/cases/${caseId}/sorting/decide`, { intent: 'complaint' });
  tell(`the agent says: ${corrected['intent']}; the case is a ${(await ask(agent, 'GET', `/v1/cases/${caseId}`))['type']} now`);
});

await step('The customer withdraws, and what would come next is refused', async () => {
  const { edited } = await followUp();
  for (const [purpose, action, channel] of [
    ['sales-follow-up', 'objected', 'email'],
    ['call-analysis', 'withdrawn', 'none'],
  ]) {
    await say(String(purpose), String(action));
    const saidAt = performance.now();
    const may = await waitFor('it is refused', async () => {
      const askedMs = performance.now() - saidAt;
      const decided = await ask(seller, 'POST', '/v1/consent/may', { subject_id: contactId, purpose, channel });
      must(!decided['allowed'] || askedMs <= withdrawalGoalMs, 'It was still allowed after the goal.');
      return !decided['allowed'] && decided;
    });
    const tookMs = Math.round(performance.now() - saidAt);
    must(tookMs <= withdrawalGoalMs || !wasAlwaysAnswered(), 'The refusal came too late.');
    tell(`${purpose}: refused ${tookMs} ms after the word was taken (goal: ${withdrawalGoalMs} ms): ${may['reason']}. ${may['advice']}`);
  }
  const sent = await ask(seller, 'POST', `/v1/drafts/${edited['id']}/send`, {});
  must(sent['trouble'], 'An e-mail was sent, though the customer objected.');
  tell(`the e-mail that was ready is not sent: ${sent['trouble']}. ${sent['advice'] ?? ''}`);
  const { whole, sound } = await ask(auditor, 'POST', '/v1/consents/verify', {});
  must(whole, 'The chain of what customers said is broken.');
  tell(`what customers said is one chain of ${sound} links, and whole`);
});

process.stdout.write('\nThe story is whole.\n');
