import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuthorKind, CaseChannel, CaseStatus, ChatMessagePostedSchema, ChatState, eventSubject, HandOverReason } from '@rapport/contracts';
import { until } from '@rapport/testing';
import { openDesk, type OpenDesk, type Visitor } from './src/rig/service-desk.rig.js';

let rig: OpenDesk;
let anna: Visitor;
let carla: Visitor;
let dora: Visitor;
let sofia: Visitor;
let machine: Visitor;
const ids = { carla: '01900000-0000-7000-8000-00000000c001', dora: '01900000-0000-7000-8000-00000000c004' };

beforeAll(async () => {
  rig = await openDesk();
  anna = rig.as({ id: 'anna', role: 'agent' });
  sofia = rig.as({ id: 'sofia', role: 'seller' });
  carla = rig.as({ id: 'carla', role: 'customer', contactId: ids.carla });
  dora = rig.as({ id: 'dora', role: 'customer', contactId: ids.dora });
  machine = rig.as({ id: 'service:ai', role: 'service' });
  for (const id of Object.values(ids)) await rig.meet(id);
}, 60_000);
afterAll(() => rig?.close());

const refusal = (reason: string) => expect.objectContaining({ reason });
const say = (by: Visitor, chatId: string, body: string) => by.chats.postChatMessage({ chatId, body });
const answer = (chatId: string, inReplyTo: string, body: string) => machine.chats.postAssistantMessage({ chatId, inReplyTo, body });
const bodies = async (by: Visitor, chatId: string) => (await by.chats.listChatMessages({ chatId })).messages.map(({ authorKind, body }) => [authorKind, body]);

async function begun() {
  const { id } = await carla.chats.startChat({ language: 'ru' });
  const asked = await say(carla, id, 'Где мой заказ?');
  return { id, asked };
}

describe('a chat', () => {
  it('is the assistant’s at first, which answers each message once', async () => {
    const { id, asked } = await begun();
    const first = await answer(id, asked.id, 'Заказ в пути.');
    expect(await answer(id, asked.id, 'Заказ потерян.')).toMatchObject({ id: first.id, body: 'Заказ в пути.' });
    expect(await bodies(carla, id)).toEqual([
      [AuthorKind.CUSTOMER, 'Где мой заказ?'],
      [AuthorKind.ASSISTANT, 'Заказ в пути.'],
    ]);
  });

  it('has a mute assistant from the moment a person writes', async () => {
    const { id, asked } = await begun();
    await say(anna, id, 'Здравствуйте, это Анна');
    await expect(answer(id, asked.id, 'Заказ в пути.')).rejects.toEqual(refusal('WRONG_STATE'));
    expect(await carla.chats.getChat({ id })).toMatchObject({ state: ChatState.HUMAN, ownerId: 'anna' });
  });

  it('has one word of two at once: a person’s, or the assistant’s before it', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id, asked } = await begun();
      await Promise.allSettled([say(anna, id, 'Анна'), answer(id, asked.id, 'Помощник')]);
      const [, ...said] = (await bodies(carla, id)).map(([kind]) => kind);
      expect([[AuthorKind.AGENT], [AuthorKind.ASSISTANT, AuthorKind.AGENT], [AuthorKind.AGENT, AuthorKind.ASSISTANT]]).toContainEqual(said);
      const { id: next } = await say(carla, id, 'И?');
      await expect(answer(id, next, 'Ещё')).rejects.toEqual(refusal('WRONG_STATE'));
    }
  });

  it('is handed over with all that was said, once, and the customer is told', async () => {
    const { id, asked } = await begun();
    await answer(id, asked.id, 'Не знаю.');
    const handed = await machine.chats.handOverChat({ chatId: id, reason: HandOverReason.NO_EVIDENCE, summary: 'Спрашивает о заказе.' });
    expect((await machine.chats.handOverChat({ chatId: id, reason: HandOverReason.ASKED })).caseId).toBe(handed.caseId);
    const opened = await anna.cases.getCase({ id: handed.caseId });
    expect(opened).toMatchObject({
      contactId: ids.carla,
      channel: CaseChannel.CHAT,
      status: CaseStatus.NEW,
      title: 'Чат: Где мой заказ?',
      description: 'Спрашивает о заказе.',
      chatId: id,
    });
    const { messages } = await anna.messages.listCaseMessages({ caseId: handed.caseId });
    expect(messages.map(({ body }) => body)).toEqual(['Где мой заказ?', 'Не знаю.', expect.stringContaining(`${opened.number}`)]);
    expect((await bodies(carla, id)).at(-1)).toEqual([AuthorKind.ASSISTANT, expect.stringContaining(`${opened.number}`)]);
    expect(await carla.chats.getChat({ id })).toMatchObject({ state: ChatState.WAITING, handOverReason: HandOverReason.NO_EVIDENCE });
    await expect(answer(id, asked.id.replace(/.$/, '0'), 'И ещё')).rejects.toEqual(refusal('WRONG_STATE'));
  });

  it('and its case say the same from then on', async () => {
    const { id } = await begun();
    const { caseId } = await carla.chats.requestHuman({ id });
    await anna.messages.postCaseMessage({ caseId, body: 'Пишу из обращения' });
    await anna.messages.postCaseMessage({ caseId, body: 'Между нами: заказ потерян', internal: true });
    await say(carla, id, 'Пишу из чата');
    const inChat = (await bodies(carla, id)).map(([, body]) => body).slice(-2);
    const inCase = (await carla.messages.listCaseMessages({ caseId })).messages.map(({ body }) => body).slice(-2);
    expect([inChat, inCase]).toEqual([
      ['Пишу из обращения', 'Пишу из чата'],
      ['Пишу из обращения', 'Пишу из чата'],
    ]);
    expect(await carla.cases.getCase({ id: caseId })).toMatchObject({ status: CaseStatus.OPEN });
    expect(await carla.chats.getChat({ id })).toMatchObject({ state: ChatState.HUMAN, ownerId: 'anna' });
  });

  it('is taken over and ended by colleagues; nobody writes after that', async () => {
    const { id, asked } = await begun();
    expect(await anna.chats.takeOverChat({ id })).toMatchObject({ state: ChatState.HUMAN, ownerId: 'anna' });
    await expect(answer(id, asked.id, 'Поздно')).rejects.toEqual(refusal('WRONG_STATE'));
    await anna.chats.endChat({ id });
    for (const by of [carla, anna]) await expect(say(by, id, 'Ещё')).rejects.toEqual(refusal('WRONG_STATE'));
  });

  it('is the customer’s own, and no seller’s', async () => {
    const { id } = await begun();
    for (const attempt of [dora.chats.getChat({ id }), dora.chats.listChatMessages({ chatId: id }), say(dora, id, 'Чужой'), dora.chats.requestHuman({ id })])
      await expect(attempt).rejects.toEqual(refusal('NOT_FOUND'));
    expect((await dora.chats.listChats({})).chats).toEqual([]);
    await expect(sofia.chats.getChat({ id })).rejects.toEqual(refusal('FORBIDDEN'));
    for (const attempt of [
      carla.chats.takeOverChat({ id }),
      carla.chats.handOverChat({ chatId: id, reason: 1 }),
      carla.chats.postAssistantMessage({ chatId: id, inReplyTo: id, body: 'x' }),
    ])
      await expect(attempt).rejects.toEqual(refusal('FORBIDDEN'));
  });

  it('is told of without its words', async () => {
    const heard: Uint8Array[] = [];
    const stop = await rig.installation.broker.watch('event.>', undefined, ({ subject, data }) => {
      if (subject === eventSubject(ChatMessagePostedSchema)) heard.push(data);
    });
    const { id } = await begun();
    const told = () => heard.map((data) => Buffer.from(data).toString('utf8')).join();
    for (let wait = 0; wait < 200 && !told().includes(id); wait += 1) await new Promise((resolve) => setTimeout(resolve, 50));
    expect([told().includes(id), told().includes('заказ')]).toEqual([true, false]);
    await stop();
  });
});

describe('a visitor', () => {
  const tenant = 'acme';
  const door = () => rig.as({ id: 'visitor', role: 'service' });

  it('chats only where the tenant lets visitors in', async () => {
    await expect(rig.as({ id: 'visitor', role: 'service', tenant: 'umbra' }).visitors.startVisitorChat({ tenant: 'umbra' })).rejects.toEqual(
      refusal('NO_VISITORS'),
    );
  });

  it('comes from the sites that the tenant names, by their origins', async () => {
    const mark = rig.as({ id: 'mark', role: 'manager' });
    const visitorSites = ['https://Shop.example/coffee?from=1', 'https://shop.example', 'http://localhost:8080'];
    expect(await mark.settings.putDeskSettings({ settings: { visitors: true, visitorSites } })).toMatchObject({ visitors: true });
    expect((await door().visitors.getVisitorSites({})).origins).toEqual(['https://shop.example', 'http://localhost:8080']);
    for (const site of ['*', "https://a.example; script-src 'unsafe-inline'", 'javascript:alert(1)'])
      await expect(mark.settings.putDeskSettings({ settings: { visitors: true, visitorSites: [site] } })).rejects.toMatchObject({ code: 'invalid' });
    await expect(carla.visitors.getVisitorSites({})).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('is whoever holds the token of the chat, is answered, handed over, and becomes a customer by signing in', async () => {
    await rig.as({ id: 'mark', role: 'manager' }).settings.putDeskSettings({ settings: { visitors: true } });
    const { chatId, token } = await door().visitors.startVisitorChat({ tenant, language: 'en' });
    const { id } = await door().visitors.postVisitorMessage({ tenant, token, body: 'Do you deliver to Kazan?' });
    await answer(chatId, id, 'Yes, we have a warehouse there.');
    const read = await door().visitors.readVisitorChat({ tenant, token });
    expect(read.messages.map(({ body }) => body)).toEqual(['Do you deliver to Kazan?', 'Yes, we have a warehouse there.']);
    for (const attempt of [
      door().visitors.readVisitorChat({ tenant, token: token.replace(/^./, (sign) => (sign === 'a' ? 'b' : 'a')) }),
      rig.as({ id: 'visitor', role: 'service', tenant: 'globex' }).visitors.readVisitorChat({ tenant: 'globex', token }),
    ])
      await expect(attempt).rejects.toEqual(refusal('CHAT_TOKEN_SPENT'));
    await expect(dora.chats.getChat({ id: chatId })).rejects.toEqual(refusal('NOT_FOUND'));
    expect(await carla.chats.identifyChat({ token })).toMatchObject({ id: chatId, contactId: ids.carla });
    expect((await bodies(carla, chatId)).length).toBe(2);
    for (const attempt of [door().visitors.readVisitorChat({ tenant, token }), dora.chats.identifyChat({ token })])
      await expect(attempt).rejects.toEqual(refusal('CHAT_TOKEN_SPENT'));
  });

  it('who asks for a person has a case of nobody’s, with what was said', async () => {
    const { token } = await door().visitors.startVisitorChat({ tenant, language: 'en' });
    await door().visitors.postVisitorMessage({ tenant, token, body: 'A person, please' });
    const { chatId, state } = await door().visitors.requestVisitorHuman({ tenant, token });
    expect(state).toBe(ChatState.WAITING);
    const { caseId } = await anna.chats.getChat({ id: chatId });
    expect(await anna.cases.getCase({ id: caseId })).toMatchObject({ title: 'Chat: A person, please', contactId: '', channel: CaseChannel.CHAT });
    await anna.messages.postCaseMessage({ caseId, body: 'Anna here' });
    expect((await door().visitors.readVisitorChat({ tenant, token })).messages.at(-1)).toMatchObject({ body: 'Anna here', authorId: '' });
  });

  it('who signs in after a person was asked for has the case too, with all that was said', async () => {
    const { token } = await door().visitors.startVisitorChat({ tenant, language: 'en' });
    await door().visitors.postVisitorMessage({ tenant, token, body: 'A person, please' });
    await door().visitors.requestVisitorHuman({ tenant, token });
    const { caseId } = await carla.chats.identifyChat({ token });
    await until('the case is hers', async () => (await anna.cases.getCase({ id: caseId })).contactId === ids.carla);
    expect((await carla.messages.listCaseMessages({ caseId })).messages.map(({ body }) => body)).toEqual([
      'A person, please',
      expect.stringContaining('Your case is no.'),
    ]);
    await expect(dora.cases.getCase({ id: caseId })).rejects.toEqual(refusal('NOT_FOUND'));
  });

  it('writes a hundred messages, and may call a person after that', async () => {
    const { token, chatId } = await door().visitors.startVisitorChat({ tenant, language: 'en' });
    for (let count = 0; count < 100; count += 1) await door().visitors.postVisitorMessage({ tenant, token, body: `Question ${count}` });
    await expect(door().visitors.postVisitorMessage({ tenant, token, body: 'One more' })).rejects.toEqual(refusal('VISITOR_CHAT_FULL'));
    expect(await door().visitors.requestVisitorHuman({ tenant, token })).toMatchObject({ chatId, state: ChatState.WAITING });
  });
});
