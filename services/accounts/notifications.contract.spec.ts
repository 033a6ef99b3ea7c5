import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { until } from '@rapport/testing';
import { openAccounts, type OpenAccounts, type Visitor } from './src/rig/accounts.rig.js';

let rig: OpenAccounts;
let sofia: Visitor;
let mark: Visitor;

beforeAll(async () => {
  rig = await openAccounts();
  sofia = rig.as({ id: 'sofia', teams: ['acme/sales'] });
  mark = rig.as({ id: 'mark', role: 'manager', teams: ['acme/sales'] });
  await mark.book.meetColleague({ colleague: { id: 'mark', username: 'mark', displayName: 'Марк Директор' } });
}, 60_000);
afterAll(() => rig?.close());

const person = () => sofia.contacts.createContact({ contact: { givenName: 'Вера', familyName: 'Вестина' } });
const refOf = (id: string) => ({ noun: 'contact', id });
const refusal = (reason: string) => expect.objectContaining({ reason });

/** What a colleague was told about a record, once there are so many. */
async function told(who: Visitor, id: string, count: number) {
  const about = async () =>
    (await who.notifications.listNotifications({ pageSize: 200 })).notifications.filter(({ record, subject }) => record?.id === id || subject?.id === id);
  await until(`${count} were told`, async () => (await about()).length >= count);
  return about();
}

describe('a notification', () => {
  it('tells whoever is mentioned in a note, and nobody else, of ids and no words', async () => {
    const { id } = await person();
    const note = await sofia.notes.createNote({ note: { subject: refOf(id), body: '@mark, @sofia: просит скидку' } });
    const [one, ...more] = await told(mark, id, 1);
    expect([one, more]).toMatchObject([{ kind: 'mention', record: { noun: 'note', id: note.id }, subject: refOf(id), actorId: 'sofia', facts: {} }, []]);
    expect(await told(sofia, id, 0)).toEqual([]);
    expect(await told(rig.as({ id: 'mark', tenant: 'globex', role: 'manager' }), id, 0)).toEqual([]);
  });

  it('tells of a task that somebody else gave, and of its time', async () => {
    const { id } = await sofia.tasks.createTask({ task: { title: 'Посчитать', ownerId: 'mark', dueAt: timestampFromDate(new Date(Date.now() + 600)) } });
    const own = await mark.tasks.createTask({ task: { title: 'Своё' } });
    expect((await told(mark, id, 2)).map(({ kind, facts }) => [kind, facts['reason']])).toEqual([
      ['task-due', 'due'],
      ['task-assigned', undefined],
    ]);
    await mark.tasks.updateTask({ task: { id: own.id, ownerId: 'sofia' } });
    expect(await told(sofia, own.id, 1)).toMatchObject([{ kind: 'task-assigned', actorId: 'mark' }]);
    expect(await told(mark, own.id, 0)).toEqual([]);
  });

  it('tells of a customer who is one’s own now; of a whole book once', async () => {
    const { id } = await person();
    await sofia.contacts.updateContact({ contact: { id, ownerId: 'mark' } });
    expect(await told(mark, id, 1)).toMatchObject([{ kind: 'record-handed-over', record: refOf(id) }]);
    const olga = rig.as({ id: 'olga', teams: ['acme/sales'] });
    for (let number = 0; number < 3; number += 1) await olga.contacts.createContact({ contact: { givenName: 'Книга' } });
    await mark.book.handOverBook({ fromUserId: 'olga', toUserId: 'petr' });
    const petr = rig.as({ id: 'petr' });
    expect(await told(petr, 'olga', 1)).toMatchObject([{ kind: 'record-handed-over', record: { noun: 'book', id: 'olga' }, facts: { contacts: '3' } }]);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await petr.notifications.listNotifications({})).notifications).toHaveLength(1);
  });

  it('tells followers of what stands in the timeline, but not twice of one thing', async () => {
    const { id } = await person();
    expect(await mark.follows.follow({ subject: refOf(id) })).toMatchObject({ followerIds: ['mark'], following: true });
    await sofia.contacts.updateContact({ contact: { id, jobTitle: 'Директор' } });
    await sofia.notes.createNote({ note: { subject: refOf(id), body: '@mark' } });
    await until('both are there', async () => (await told(mark, id, 2)).some(({ kind }) => kind === 'mention'));
    await new Promise((resolve) => setTimeout(resolve, 500));
    const all = await told(mark, id, 2);
    expect(all.map(({ kind }) => kind).sort()).toEqual(['followed-record-changed', 'mention']);
    expect(all.find(({ kind }) => kind !== 'mention')!.facts).toEqual({ kind: 'changed', fields: 'job_title' });
    expect((await sofia.follows.listFollowers(refOf(id))).following).toBe(false);
    expect(await mark.follows.unfollow({ subject: refOf(id) })).toMatchObject({ followerIds: [], following: false });
    await expect(mark.follows.follow({ subject: refOf('01900000-0000-7000-8000-00000000ffff') })).rejects.toEqual(refusal('NOT_FOUND'));
  });

  it('is read page by page, newest first, and marked read by its addressee alone', async () => {
    const dina = rig.as({ id: 'dina', role: 'agent' });
    const tasks: string[] = [];
    for (let number = 0; number < 3; number += 1) tasks.push((await mark.tasks.createTask({ task: { title: `Дело ${number}`, ownerId: 'dina' } })).id);
    await until('all were told', async () => (await dina.notifications.countUnreadNotifications({})).unread === 3);
    const first = await dina.notifications.listNotifications({ pageSize: 2 });
    const rest = await dina.notifications.listNotifications({ pageSize: 2, pageToken: first.nextPageToken });
    const seen = [...first.notifications, ...rest.notifications];
    expect([seen.map(({ record }) => record!.id).sort(), rest.nextPageToken, first.unread]).toEqual([tasks.sort(), '', 3]);
    expect((await mark.notifications.markNotificationsRead({ notificationIds: [seen[0]!.id] })).unread).toBeGreaterThanOrEqual(0);
    expect((await dina.notifications.markNotificationsRead({ notificationIds: [seen[0]!.id] })).unread).toBe(2);
    expect((await dina.notifications.listNotifications({ unreadOnly: true })).notifications).toHaveLength(2);
    expect((await dina.notifications.markAllNotificationsRead({ until: seen[2]!.createdAt! })).unread).toBe(1);
    expect((await dina.notifications.markAllNotificationsRead({})).unread).toBe(0);
    await expect(rig.as({ role: 'customer' }).notifications.listNotifications({})).rejects.toEqual(refusal('FORBIDDEN'));
  });
});

describe('names of records', () => {
  it('come for what is there and may be seen, each noun at once, with nothing else', async () => {
    const [{ id }, company] = [await person(), await sofia.companies.createCompany({ company: { name: 'Имена' } })];
    const gone = await person();
    await sofia.contacts.deleteContact({ id: gone.id });
    const refs = [
      refOf(id),
      { noun: 'company', id: company.id },
      { noun: 'colleague', id: 'mark' },
      refOf(gone.id),
      refOf('nobody'),
      { noun: 'colleague', id: 'x' },
    ];
    const { names } = await sofia.names.nameRecords({ refs });
    expect(names.map(({ noun, name }) => [noun, name])).toEqual([
      ['contact', 'Вестина Вера'],
      ['company', 'Имена'],
      ['colleague', 'Марк Директор'],
    ]);
    const globex = rig.as({ tenant: 'globex', role: 'manager' });
    expect((await globex.names.nameRecords({ refs })).names).toEqual([]);
    await expect(sofia.names.nameRecords({ refs: [{ noun: 'deal', id }] })).rejects.toEqual(refusal('INVALID_REQUEST'));
    const dpo = rig.as({ role: 'dpo', id: 'dpo' });
    const { entries } = await dpo.audit.listAudit({ recordId: id, action: 'read', actorId: 'sofia' });
    expect(entries.some(({ fields }) => fields.join() === 'display_name')).toBe(true);
  });
});

describe('the tags of a tenant', () => {
  it('come with how many have them, the most used first, none of what is deleted', async () => {
    const tagged = (...tags: string[]) => sofia.contacts.createContact({ contact: { givenName: 'Тег', tags } });
    const gone = await tagged('удалён');
    await Promise.all([tagged('vip', 'новый'), tagged('vip')]);
    await sofia.contacts.deleteContact({ id: gone.id });
    expect(await sofia.tags.listTags({ noun: 'contact' })).toMatchObject({
      tags: [
        { tag: 'vip', count: 2 },
        { tag: 'новый', count: 1 },
      ],
      complete: true,
    });
    expect((await rig.as({ tenant: 'globex', role: 'manager' }).tags.listTags({ noun: 'contact' })).tags).toEqual([]);
    await expect(rig.as({ role: 'customer' }).tags.listTags({ noun: 'contact' })).rejects.toEqual(refusal('FORBIDDEN'));
  });
});

describe('a timeline', () => {
  it('is read for a period', async () => {
    const { id } = await person();
    for (const day of ['2026-01-10', '2026-02-10', '2026-03-10'])
      await sofia.timeline.putTimelineEntry({
        entry: { subject: refOf(id), kind: 'call', occurredAt: timestampFromDate(new Date(day)), source: 'telephony', sourceId: `${id} ${day}` },
      });
    const days = async (since: string, before: string) =>
      (await sofia.timeline.listTimeline({ ...refOf(id), since: timestampFromDate(new Date(since)), until: timestampFromDate(new Date(before)) })).entries
        .length;
    expect([await days('2026-02-01', '2026-03-01'), await days('2026-02-10', '2026-03-10'), await days('2026-01-01', '2026-04-01')]).toEqual([1, 1, 3]);
  });
});
