import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuthorKind, CaseChannel, CasePriority, CaseStatus, CaseTurn } from '@rapport/contracts';
import { openDesk, type OpenDesk, type Visitor } from './src/rig/service-desk.rig.js';

let rig: OpenDesk;
let anna: Visitor;
let sofia: Visitor;
let max: Visitor;
let carla: Visitor;
let dora: Visitor;
const ids = { carla: '01900000-0000-7000-8000-00000000c001', dora: '01900000-0000-7000-8000-00000000c004' };

beforeAll(async () => {
  rig = await openDesk();
  anna = rig.as({ id: 'anna', role: 'agent' });
  sofia = rig.as({ id: 'sofia', role: 'seller' });
  max = rig.as({ id: 'max', role: 'marketer' });
  carla = rig.as({ id: 'carla', role: 'customer', contactId: ids.carla });
  dora = rig.as({ id: 'dora', role: 'customer', contactId: ids.dora });
  for (const id of Object.values(ids)) await rig.meet(id);
}, 60_000);
afterAll(() => rig?.close());

const refusal = (reason: string) => expect.objectContaining({ reason });
const opened = (by: Visitor = carla, more: object = {}) => by.cases.createCase({ case: { title: 'Ошибка E14', description: 'Не наливает воду', ...more } });
const say = (by: Visitor, caseId: string, body: string, internal = false) => by.messages.postCaseMessage({ caseId, body, internal });
const bodies = async (by: Visitor, caseId: string) => (await by.messages.listCaseMessages({ caseId })).messages.map(({ body }) => body);

describe('a case', () => {
  it('is numbered in its tenant and belongs to the customer who opened it', async () => {
    const [one, two] = [await opened(), await opened(anna, { contactId: ids.dora, channel: CaseChannel.PHONE, priority: CasePriority.HIGH })];
    expect(two.number - one.number).toBe(1);
    expect(one).toMatchObject({ contactId: ids.carla, status: CaseStatus.NEW, channel: CaseChannel.PORTAL, priority: CasePriority.NORMAL, ownerId: '' });
    expect(two).toMatchObject({ contactId: ids.dora, channel: CaseChannel.PHONE, priority: CasePriority.HIGH });
    const { cases } = await anna.cases.listCases({ filter: `number = ${two.number} AND priority = "high"` });
    expect(cases.map(({ id }) => id)).toEqual([two.id]);
  });

  it('is found by its title, and never in an address', async () => {
    const { id } = await opened(anna, { contactId: ids.dora, title: 'Кофемолка гремит' });
    expect((await anna.cases.searchCases({ filter: 'title:"кофемол"' })).cases.map((one) => one.id)).toEqual([id]);
    await expect(anna.cases.listCases({ filter: 'title:"кофемол"' })).rejects.toEqual(refusal('INVALID_REQUEST'));
  });

  it('of a customer whom nobody knows is refused', async () => {
    await expect(opened(anna, { contactId: randomUUID() })).rejects.toMatchObject({
      reason: 'INVALID_REQUEST',
      details: { violations: [{ pointer: '/contact_id', reason: 'NOT_FOUND' }] },
    });
    await expect(opened(carla, { contactId: ids.dora })).rejects.toEqual(refusal('NOT_FOUND'));
    expect((await opened(anna)).contactId).toBe('');
  });

  it('moves as its conversation goes', async () => {
    const { id } = await opened();
    const status = async () => (await carla.cases.getCase({ id })).status;
    await say(anna, id, 'Проверьте, есть ли звонки', true);
    expect(await status()).toBe(CaseStatus.NEW);
    await say(anna, id, 'Перезапустите машину');
    const answered = await carla.cases.getCase({ id });
    expect([answered.status, answered.firstResponseAt !== undefined]).toEqual([CaseStatus.WAITING, true]);
    await say(carla, id, 'Не помогло');
    expect(await status()).toBe(CaseStatus.OPEN);
    await anna.cases.moveCase({ id, status: CaseStatus.SOLVED });
    await say(carla, id, 'Снова E14');
    expect(await carla.cases.getCase({ id })).toMatchObject({ status: CaseStatus.OPEN, reopened: 1, firstResponseAt: answered.firstResponseAt });
    await anna.cases.moveCase({ id, status: CaseStatus.SOLVED });
    expect(await carla.cases.reopenCase({ id })).toMatchObject({ status: CaseStatus.OPEN, reopened: 2 });
    await anna.cases.moveCase({ id, status: CaseStatus.CLOSED });
    await expect(carla.cases.reopenCase({ id })).rejects.toEqual(refusal('WRONG_STATE'));
    await expect(say(carla, id, 'Ещё')).rejects.toEqual(refusal('WRONG_STATE'));
  });

  it('is given by turns, and by hand', async () => {
    const boss = rig.as({ id: 'gleb', role: 'manager', tenant: 'globex' });
    await boss.settings.putDeskSettings({ settings: { turn: CaseTurn.ROUND_ROBIN, agentIds: ['a', 'b', 'c'], teamId: 'globex/support' } });
    const made = [];
    for (let at = 0; at < 4; at += 1) made.push(await opened(boss));
    expect(made.map(({ ownerId, teamId }) => [ownerId, teamId])).toEqual(['a', 'b', 'c', 'a'].map((id) => [id, 'globex/support']));
    expect((await boss.cases.assignCase({ id: made[0]!.id, ownerId: 'c' })).ownerId).toBe('c');
    await boss.settings.putDeskSettings({ settings: { turn: CaseTurn.LEAST_LOAD, agentIds: ['a', 'b', 'c'] } });
    expect((await boss.cases.assignCase({ id: made[3]!.id })).ownerId).toBe('b');
  });

  it('of many is read page by page, its conversation in the order in which it was written', async () => {
    const { id } = await opened();
    for (let at = 0; at < 5; at += 1) await say(at % 2 ? anna : carla, id, `Сообщение ${at}`);
    const first = await carla.messages.listCaseMessages({ caseId: id, pageSize: 3 });
    const rest = await carla.messages.listCaseMessages({ caseId: id, pageSize: 3, pageToken: first.nextPageToken });
    expect([...first.messages, ...rest.messages].map(({ body, authorKind }) => [body, authorKind])).toEqual(
      [0, 1, 2, 3, 4].map((at) => [`Сообщение ${at}`, at % 2 ? AuthorKind.AGENT : AuthorKind.CUSTOMER]),
    );
  });
});

describe('a customer', () => {
  it('sees their own cases and what is public in them, and nothing of others', async () => {
    const [mine, theirs] = [await opened(), await opened(dora)];
    await say(anna, mine.id, 'Добрый день');
    const note = await say(anna, mine.id, 'Клиент сердит, будьте мягче', true);
    const hers = await say(dora, theirs.id, 'Своё');
    expect(await bodies(carla, mine.id)).toEqual(['Добрый день']);
    expect(await sofia.messages.getCaseMessage({ id: note.id })).toMatchObject({ caseId: mine.id, body: 'Клиент сердит, будьте мягче' });
    expect(await bodies(sofia, mine.id)).toEqual(['Добрый день', 'Клиент сердит, будьте мягче']);
    const seen = (await carla.cases.listCases({ pageSize: 200 })).cases;
    expect(new Set(seen.map(({ contactId }) => contactId))).toEqual(new Set([ids.carla]));
    for (const attempt of [
      carla.cases.getCase({ id: theirs.id }),
      carla.cases.reopenCase({ id: theirs.id }),
      carla.messages.listCaseMessages({ caseId: theirs.id }),
      carla.messages.getCaseMessage({ id: note.id }),
      carla.messages.getCaseMessage({ id: hers.id }),
      say(carla, theirs.id, 'Чужое'),
    ])
      await expect(attempt).rejects.toEqual(refusal('NOT_FOUND'));
  });

  it('handles nothing: no note, no owner, no status by hand', async () => {
    const { id } = await opened();
    for (const attempt of [
      say(carla, id, 'Заметка', true),
      carla.cases.assignCase({ id, ownerId: 'anna' }),
      carla.cases.moveCase({ id, status: CaseStatus.SOLVED }),
      carla.cases.updateCase({ case: { id, priority: CasePriority.URGENT } }),
    ])
      await expect(attempt).rejects.toEqual(refusal('FORBIDDEN'));
  });

  it('does not learn from a filter or an order what is hidden from them', async () => {
    const theirs = await opened(dora);
    expect((await carla.cases.listCases({ filter: `number = ${theirs.number}`, count: true })).totalSize).toBe(0n);
  });
});

describe('a colleague', () => {
  it('of marketing has nothing to do with cases', async () => {
    const { id } = await opened();
    await expect(max.cases.getCase({ id })).rejects.toEqual(refusal('FORBIDDEN'));
    await expect(max.messages.listCaseMessages({ caseId: id })).rejects.toEqual(refusal('FORBIDDEN'));
  });

  it('of sales opens and answers, and leaves the handling to the desk', async () => {
    const { id } = await opened(sofia, { contactId: ids.carla });
    expect((await say(sofia, id, 'Передала инженерам')).authorKind).toBe(AuthorKind.AGENT);
    await expect(sofia.cases.moveCase({ id, status: CaseStatus.SOLVED })).rejects.toEqual(refusal('FORBIDDEN'));
  });

  it('changes what is said of a case in the version that they read', async () => {
    const { id, etag } = await opened();
    await anna.cases.updateCase({ case: { id, etag, priority: CasePriority.URGENT, tags: ['e14'] } });
    await expect(anna.cases.updateCase({ case: { id, etag, priority: CasePriority.LOW } })).rejects.toEqual(refusal('STALE'));
    await expect(anna.cases.updateCase({ case: { id, contactId: ids.dora } })).rejects.toEqual(refusal('INVALID_REQUEST'));
  });
});
