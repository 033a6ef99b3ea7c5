import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { timestampDate, timestampFromDate } from '@bufbuild/protobuf/wkt';
import { TaskKind, TaskPriority, TaskService, TaskStatus } from '@rapport/contracts';
import { literal, relayRows, schemaOf } from '@rapport/persistence';
import { startService } from '@rapport/runtime';
import { until } from '@rapport/testing';
import { accounts } from './src/index.js';
import { openAccounts, type OpenAccounts, type Visitor } from './src/rig/accounts.rig.js';

let rig: OpenAccounts;
let sofia: Visitor;
let mark: Visitor;
let anna: Visitor;

beforeAll(async () => {
  rig = await openAccounts();
  sofia = rig.as({ id: 'sofia', teams: ['acme/sales'] });
  mark = rig.as({ id: 'mark', role: 'manager', teams: ['acme/sales'] });
  anna = rig.as({ id: 'anna', role: 'agent', teams: ['acme/support'] });
}, 60_000);
afterAll(() => rig?.close());

const at = (iso: string) => timestampFromDate(new Date(iso));
const made = (task: object = {}, by = sofia) => by.tasks.createTask({ task: { title: 'Перезвонить', ...task } });
const person = () => sofia.contacts.createContact({ contact: { givenName: 'Вера', familyName: 'Делова' } });
const refusal = (reason: string) => expect.objectContaining({ reason });

/** Events of one type that were said about a task. */
async function said(taskId: string, name: string): Promise<number> {
  const count = `select count(*)::int as n from outbox where aggregateid = ${literal(taskId)} and type = ${literal(`rapport.accounts.v1.${name}`)}`;
  const [row] = await relayRows<{ n: number }>({ db: rig.installation.db, names: schemaOf('accounts') }, count);
  return row!.n;
}

describe('a task', () => {
  it('is kept as written, with what follows from it', async () => {
    const subject = { noun: 'contact', id: (await person()).id };
    const { id } = await made({
      subject,
      body: 'После обеда',
      kind: TaskKind.CALL,
      dueAt: at('2031-05-06T09:00:00Z'),
      allDay: true,
      priority: TaskPriority.HIGH,
      teamId: '',
    });
    expect(await anna.tasks.getTask({ id })).toMatchObject({
      title: 'Перезвонить',
      body: 'После обеда',
      kind: TaskKind.CALL,
      allDay: true,
      priority: TaskPriority.HIGH,
      status: TaskStatus.OPEN,
      subject,
      ownerId: 'sofia',
      authorId: 'sofia',
      teamId: 'acme/sales',
      source: 'manual',
    });
  });

  it('remembers when it was done, and its customer’s timeline too, once', async () => {
    const { id: customer } = await person();
    const { id, etag } = await made({ subject: { noun: 'contact', id: customer } });
    const done = await sofia.tasks.updateTask({ task: { id, etag, status: TaskStatus.DONE } });
    expect(timestampDate(done.doneAt!).getTime()).toBeGreaterThan(Date.now() - 60_000);
    await sofia.tasks.updateTask({ task: { id, priority: TaskPriority.LOW } });
    await expect(sofia.tasks.updateTask({ task: { id, etag, status: TaskStatus.OPEN } })).rejects.toMatchObject({
      reason: 'STALE',
      details: { versions: { original: { status: 'open' }, current: { status: 'done', priority: 'low' } } },
    });
    const lines = async () => (await sofia.timeline.listTimeline({ noun: 'contact', id: customer, kinds: ['task'] })).entries.map(({ facts }) => facts);
    await until('both lines are there', async () => (await lines()).length === 2);
    expect(await lines()).toEqual([
      { action: 'completed', task: id, kind: 'to_do', owner: 'sofia' },
      { action: 'created', task: id, kind: 'to_do', owner: 'sofia' },
    ]);
    expect(await said(id, 'TaskCompleted')).toBe(1);
    expect((await sofia.tasks.updateTask({ task: { id }, updateMask: { paths: ['status'] } })).doneAt).toBeUndefined();
  });

  it('is about something that is there, and stays about it', async () => {
    const missing = '01900000-0000-7000-8000-00000000ffff';
    await expect(made({ subject: { noun: 'contact', id: missing } })).rejects.toEqual(refusal('NOT_FOUND'));
    const deal = { noun: 'deal', id: missing };
    const { id } = await made({ subject: deal });
    expect((await sofia.tasks.listTasks({ filter: `subject.id = "${missing}"` })).tasks.map((task) => task.id)).toEqual([id]);
    await expect(sofia.tasks.updateTask({ task: { id, subject: { noun: 'deal', id } } })).rejects.toEqual(refusal('INVALID_REQUEST'));
  });

  it('is written within one’s team, deleted by its owner, and never a customer’s to see', async () => {
    const { id } = await made({ ownerId: 'mark' });
    expect((await sofia.tasks.updateTask({ task: { id, title: 'Позвонить' } })).title).toBe('Позвонить');
    await expect(sofia.tasks.deleteTask({ id })).rejects.toEqual(refusal('NOT_OWNER'));
    await expect(anna.tasks.updateTask({ task: { id, title: 'X' } })).rejects.toEqual(refusal('NOT_OWNER'));
    await expect(made({ ownerId: 'anna', teamId: 'acme/support' })).rejects.toEqual(refusal('NOT_OWNER'));
    for (const role of ['customer', 'admin'] as const) await expect(rig.as({ role, contactId: id }).tasks.listTasks({})).rejects.toEqual(refusal('FORBIDDEN'));
    await expect(rig.as({ tenant: 'globex', role: 'manager' }).tasks.getTask({ id })).rejects.toEqual(refusal('NOT_FOUND'));
  });

  it('is written once under one key, and updated under one id of another system', async () => {
    const ask = () => sofia.withKey('task-once', TaskService.method.createTask, { task: { title: 'Один раз' } });
    const [first, again] = [await ask(), await ask()];
    expect([again.answer.id, again.notes.replayed]).toEqual([first.answer.id, true]);
    const { results } = await sofia.tasks.batchWriteTasks({
      tasks: [
        { title: 'Из ERP', externalId: 'erp-9' },
        { title: 'Снова', externalId: 'erp-9' },
      ],
    });
    expect(new Set(results.map(({ outcome }) => (outcome.value as { id: string }).id)).size).toBe(1);
  });

  it('is deleted and brought back with others, each for itself', async () => {
    const [mine, foreign] = [await made(), await made({ ownerId: 'mark' }, mark)];
    const { results } = await sofia.tasks.batchDeleteTasks({ ids: [mine.id, foreign.id] });
    expect(results.map(({ outcome }) => (outcome.case === 'problem' ? outcome.value.reason : outcome.case))).toEqual(['task', 'NOT_OWNER']);
    await expect(sofia.tasks.getTask({ id: mine.id })).rejects.toEqual(refusal('NOT_FOUND'));
    await sofia.tasks.batchRestoreTasks({ ids: [mine.id] });
    expect((await sofia.tasks.getTask({ id: mine.id })).title).toBe('Перезвонить');
  });

  it('is changed with others by one mask, each for itself, and every answer says what it was before', async () => {
    const [mine, late, foreign] = [await made({ kind: TaskKind.CALL }), await made(), await made({ ownerId: 'mark', teamId: 'acme/none' }, mark)];
    await sofia.tasks.updateTask({ task: { id: late.id, priority: TaskPriority.LOW } });
    const nobody = { id: '01900000-0000-7000-8000-00000000dead', ownerId: 'mark' };
    const tasks = [
      { id: mine.id, ownerId: 'mark', title: 'not in the mask' },
      { id: late.id, etag: late.etag, ownerId: 'mark' },
      { id: foreign.id, ownerId: 'sofia' },
      nobody,
    ];
    const change = () => sofia.withKey('task-many', TaskService.method.batchUpdateTasks, { tasks, updateMask: { paths: ['owner_id', 'kind'] } });
    const { results } = (await change()).answer;
    expect(results.map(({ outcome }) => (outcome.case === 'problem' ? outcome.value.reason : outcome.case))).toEqual([
      'task',
      'STALE',
      'NOT_OWNER',
      'NOT_FOUND',
    ]);
    expect(results[0]).toMatchObject({ outcome: { value: { ownerId: 'mark', title: 'Перезвонить', kind: TaskKind.UNSPECIFIED } } });
    expect(results[0]!.before).toMatchObject({
      id: mine.id,
      etag: (await sofia.tasks.getTask({ id: mine.id })).etag,
      ownerId: 'sofia',
      kind: TaskKind.CALL,
      title: '',
    });
    expect(results[1]!.before).toBeUndefined();
    expect((await change()).notes.replayed).toBe(true);
    expect(await said(mine.id, 'TaskUpdated')).toBe(1);
    const back = { tasks: [results[0]!.before!], updateMask: { paths: ['owner_id', 'kind'] } };
    await mark.tasks.batchUpdateTasks(back);
    expect(await sofia.tasks.getTask({ id: mine.id })).toMatchObject({ ownerId: 'sofia', kind: TaskKind.CALL });
  });

  it('is not changed with others without its id, nor without a mask', async () => {
    const pointing = (pointer: string) => expect.objectContaining({ details: expect.objectContaining({ violations: [expect.objectContaining({ pointer })] }) });
    await expect(sofia.tasks.batchUpdateTasks({ tasks: [{ ownerId: 'mark' }], updateMask: { paths: ['owner_id'] } })).rejects.toEqual(pointing('/tasks/0/id'));
    await expect(sofia.tasks.batchUpdateTasks({ tasks: [{ id: (await made()).id, ownerId: 'mark' }] })).rejects.toEqual(pointing('/update_mask'));
  });

  it('is gone with the person whom it is about', async () => {
    const { id: customer } = await person();
    const { id } = await made({ subject: { noun: 'contact', id: customer }, title: 'Стереть' });
    await rig.as({ role: 'dpo' }).contacts.eraseContact({ id: customer });
    await expect(sofia.tasks.getTask({ id })).rejects.toEqual(refusal('NOT_FOUND'));
    expect((await sofia.tasks.searchTasks({ filter: 'title:"Стереть"', showDeleted: true })).tasks).toEqual([]);
  });
});

describe('a list of tasks', () => {
  it('is filtered by state and time, ordered by when they are due, read page by page', async () => {
    const olga = rig.as({ id: 'olga', teams: ['acme/north'] });
    for (const [title, dueAt] of [
      ['третье', '2032-03-01T00:00:00Z'],
      ['первое', '2032-01-01T00:00:00Z'],
      ['когда-нибудь', ''],
      ['второе', '2032-02-01T00:00:00Z'],
    ] as const)
      await made({ title, ...(dueAt && { dueAt: at(dueAt) }) }, olga);
    const titles: string[] = [];
    const open = 'owner_id = "olga" AND status = "open"';
    for (let pageToken = ''; ;) {
      const page = await olga.tasks.listTasks({ pageSize: 2, pageToken, filter: open, orderBy: 'due_at' });
      titles.push(...page.tasks.map(({ title }) => title));
      pageToken = page.nextPageToken;
      if (!pageToken) break;
    }
    expect(titles).toEqual(['первое', 'второе', 'третье', 'когда-нибудь']);
    const found = async (filter: string) =>
      (await olga.tasks.searchTasks({ filter: `${open} AND ${filter}`, orderBy: 'due_at desc' })).tasks.map(({ title }) => title);
    expect(await found('due_at >= "2032-02-01"')).toEqual(['третье', 'второе']);
    expect(await found('due_at = ""')).toEqual(['когда-нибудь']);
    expect(await found('title:"втор"')).toEqual(['второе']);
    expect((await olga.tasks.listTasks({ filter: open, orderBy: 'priority desc' })).tasks).toHaveLength(4);
    await expect(olga.tasks.listTasks({ filter: 'subject = "x"' })).rejects.toEqual(refusal('INVALID_REQUEST'));
  });
});

describe('the time of a task', () => {
  it('is said once, whichever of two processes comes to it, and not of what is done by then', async () => {
    const second = await startService(accounts, rig.installation);
    try {
      const soon = timestampFromDate(new Date(Date.now() + 1200));
      const ids: string[] = [];
      for (let number = 0; number < 6; number += 1) ids.push((await made({ dueAt: soon, remindAt: soon })).id);
      const finished = (await made({ dueAt: soon })).id;
      await sofia.tasks.updateTask({ task: { id: finished, status: TaskStatus.DONE } });
      const counts = () => Promise.all(ids.map((id) => said(id, 'TaskDue')));
      await until('every time was said', async () => (await counts()).every((n) => n >= 2));
      await new Promise((resolve) => setTimeout(resolve, 2500));
      expect([await counts(), await said(finished, 'TaskDue')]).toEqual([ids.map(() => 2), 0]);
    } finally {
      await second.stop();
    }
  });
});
