import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fromBinary } from '@bufbuild/protobuf';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { eventSubject, TimelineEntryPutSchema } from '@rapport/contracts';
import { until } from '@rapport/testing';
import { openAccounts, type OpenAccounts, type Visitor } from './src/rig/accounts.rig.js';

let rig: OpenAccounts;
let sofia: Visitor;
let mark: Visitor;
let dina: Visitor;
let telephony: Visitor;

beforeAll(async () => {
  rig = await openAccounts();
  sofia = rig.as({ id: 'sofia', teams: ['acme/sales'] });
  mark = rig.as({ id: 'mark', role: 'manager', teams: ['acme/sales'] });
  dina = rig.as({ id: 'dina', role: 'dpo' });
  telephony = rig.as({ id: 'service:telephony', role: 'service' });
}, 60_000);
afterAll(() => rig?.close());

const made = (by = sofia) => by.contacts.createContact({ contact: { givenName: 'Вера', familyName: 'Исторова', emails: [{ value: 'vera@history.example' }] } });
const refusal = (reason: string) => expect.objectContaining({ reason });
const timelineOf = async (id: string, more: object = {}, who = sofia) => (await who.timeline.listTimeline({ noun: 'contact', id, ...more })).entries;
const kindsOf = async (id: string) => (await timelineOf(id)).map(({ kind }) => kind);

describe('a timeline', () => {
  it('tells what happened in the customer base, in its order, by the events', async () => {
    const { id } = await made();
    await sofia.contacts.updateContact({ contact: { id, givenName: 'Анна' } });
    await sofia.contacts.deleteContact({ id });
    await sofia.contacts.restoreContact({ id });
    await sofia.notes.createNote({ note: { subject: { noun: 'contact', id }, body: 'Запись' } });
    await until('five entries', async () => (await kindsOf(id)).length === 5);
    expect((await kindsOf(id)).toReversed()).toEqual(['created', 'changed', 'deleted', 'restored', 'note']);
    const [changed] = await timelineOf(id, { kinds: ['changed'] });
    expect(changed).toMatchObject({ facts: { fields: 'given_name,display_name' }, source: 'accounts' });
  });

  it('takes entries of other services, each once however often it is said', async () => {
    const { id } = await made();
    const entry = {
      subject: { noun: 'contact', id },
      kind: 'call',
      occurredAt: timestampFromDate(new Date('2026-01-02T10:00:00Z')),
      source: 'telephony',
      sourceId: `call-${id}`,
      summary: 'Звонок, 4 мин',
      facts: { direction: 'in' },
    };
    const [first, second] = [
      await telephony.timeline.putTimelineEntry({ entry }),
      await telephony.timeline.putTimelineEntry({ entry: { ...entry, summary: 'Звонок, 5 мин' } }),
    ];
    expect(second.id).toBe(first.id);
    expect(await timelineOf(id, { kinds: ['call'] })).toEqual([
      expect.objectContaining({ id: first.id, summary: 'Звонок, 5 мин', facts: { direction: 'in' } }),
    ]);
  });

  it('is read page by page, the newest first, whatever is added meanwhile', async () => {
    const { id } = await made();
    const put = (n: number) =>
      telephony.timeline.putTimelineEntry({
        entry: {
          subject: { noun: 'contact', id },
          kind: 'chat',
          occurredAt: timestampFromDate(new Date(Date.UTC(2026, 0, n))),
          source: 'chat',
          sourceId: `${id}-${n}`,
        },
      });
    for (let n = 1; n <= 7; n += 1) await put(n);
    const days: number[] = [];
    for (let pageToken = ''; ;) {
      const page = await sofia.timeline.listTimeline({ noun: 'contact', id, kinds: ['chat'], pageSize: 3, pageToken });
      days.push(...page.entries.map(({ occurredAt }) => new Date(Number(occurredAt!.seconds) * 1000).getUTCDate()));
      if (days.length === 3) await put(20);
      pageToken = page.nextPageToken;
      if (!pageToken) break;
    }
    expect(days).toEqual([7, 6, 5, 4, 3, 2, 1]);
    await expect(sofia.timeline.listTimeline({ noun: 'contact', id, pageToken: 'made-up' })).rejects.toEqual(refusal('INVALID_REQUEST'));
  });

  it('tells of a relation at both of its ends', async () => {
    const [person, company] = [await made(), await sofia.companies.createCompany({ company: { name: 'Связи' } })];
    const { id } = await sofia.relations.createRelation({
      relation: { from: { noun: 'contact', id: person.id }, to: { noun: 'company', id: company.id }, role: 'employee' },
    });
    await sofia.relations.deleteRelation({ id });
    for (const [noun, one, other] of [
      ['contact', person, company],
      ['company', company, person],
    ] as const) {
      const entries = async () => (await sofia.timeline.listTimeline({ noun, id: one.id, kinds: ['related', 'unrelated'] })).entries;
      await until('both entries', async () => (await entries()).length === 2);
      expect((await entries()).map(({ kind, facts }) => `${kind} ${facts['role']} ${facts['id']}`)).toEqual([
        `unrelated employee ${other.id}`,
        `related employee ${other.id}`,
      ]);
    }
  });

  it('says of each new entry whose it is, whether an event or another service brought it', async () => {
    const said: string[] = [];
    const stop = await rig.installation.broker.watch(eventSubject(TimelineEntryPutSchema), undefined, ({ data }) => {
      const { subjectId, kind } = fromBinary(TimelineEntryPutSchema, data);
      said.push(`${kind} ${subjectId}`);
    });
    const { id } = await made();
    await sofia.contacts.updateContact({ contact: { id, jobTitle: 'Инженер' } });
    const call = { subject: { noun: 'contact', id }, kind: 'call', occurredAt: timestampFromDate(new Date()), source: 'telephony', sourceId: `said-${id}` };
    await telephony.timeline.putTimelineEntry({ entry: call });
    await until('both are said', () => said.includes(`changed ${id}`) && said.includes(`call ${id}`));
    expect(said).not.toContain(`created ${id}`);
    await stop();
  });

  it('of a company tells of the company', async () => {
    const { id } = await sofia.companies.createCompany({ company: { name: 'История' } });
    await sofia.companies.updateCompany({ company: { id, employees: 3 } });
    await until('two entries', async () => (await sofia.timeline.listTimeline({ noun: 'company', id })).entries.length === 2);
  });
});

describe('a note', () => {
  const write = (id: string, body: string, who = sofia) => who.notes.createNote({ note: { subject: { noun: 'contact', id }, body } });

  it('tells the colleagues whom it mentions', async () => {
    for (const [id, username] of [
      ['mark', 'mark'],
      ['sofia', 'sofia'],
    ] as const)
      await rig.as({ id, role: 'manager' }).book.meetColleague({ colleague: { id, username, displayName: username, teams: [], roles: ['manager'] } });
    const { id } = await made();
    const note = await write(id, 'Перезвонить @mark, не @nobody, и не на a@sofia.example');
    expect([note.mentions, note.authorId]).toEqual([['mark'], 'sofia']);
    expect((await mark.notes.getNote({ id: note.id })).body).toBe('Перезвонить @mark, не @nobody, и не на a@sofia.example');
    expect((await sofia.notes.listNotes({ noun: 'contact', id })).notes.map((one) => one.id)).toEqual([note.id]);
    expect((await sofia.notes.updateNote({ note: { id: note.id, body: 'Теперь @sofia' } })).mentions).toEqual(['sofia']);
  });

  it('is changed by its author alone, and removed by them or a manager', async () => {
    const note = await write((await made()).id, 'Моё');
    const other = rig.as({ id: 'oleg', role: 'agent' });
    await expect(mark.notes.updateNote({ note: { id: note.id, body: 'X' } })).rejects.toEqual(refusal('NOT_OWNER'));
    expect((await mark.notes.deleteNote({ id: note.id })).deletedAt).toBeDefined();
    await expect(sofia.notes.getNote({ id: note.id })).rejects.toEqual(refusal('NOT_FOUND'));
    expect((await sofia.notes.restoreNote({ id: note.id })).body).toBe('Моё');
    await expect(sofia.notes.updateNote({ note: { id: note.id, etag: 'v1', body: 'Y' } })).rejects.toEqual(refusal('STALE'));
    await expect(other.notes.getNote({ id: '01900000-0000-7000-8000-00000000ffff' })).rejects.toEqual(refusal('NOT_FOUND'));
  });
});

describe('type-ahead', () => {
  it.each(['Артёмов', 'артемов', 'арт', 'artemov', 'ARTYOM', 'Глеб арт', 'gleb@suggest', '+7 900 555-66', '89005556611'])('finds “%s”', async (typed) => {
    await sofia.contacts.upsertContact({
      externalId: 'suggest-1',
      contact: { givenName: 'Глеб', familyName: 'Артёмов', emails: [{ value: 'gleb@suggest.example' }], phones: [{ value: '+79005556611' }] },
    });
    expect((await sofia.search.suggest({ typed })).suggestions.map(({ title }) => title)).toContain('Артёмов Глеб');
  });

  it('finds companies beside people, or one kind alone, and nothing where there is nothing', async () => {
    await sofia.companies.createCompany({ company: { name: 'Артель' } });
    const nouns = async (typed: string, wanted: string[] = []) =>
      [...new Set((await sofia.search.suggest({ typed, nouns: wanted })).suggestions.map(({ noun }) => noun))].sort();
    expect([await nouns('арт'), await nouns('арт', ['company']), await nouns('ъъъ')]).toEqual([['company', 'contact'], ['company'], []]);
    await expect(sofia.search.suggest({ typed: 'арт', nouns: ['invoice'] })).rejects.toEqual(refusal('INVALID_REQUEST'));
    expect((await rig.as({ id: 'gleb', tenant: 'globex' }).search.suggest({ typed: 'арт' })).suggestions).toEqual([]);
  });
});

describe('the audit', () => {
  const entriesOf = async (id: string, who = dina) => (await who.audit.listAudit({ recordId: id })).entries;

  it('notes what was shown, not what is there', async () => {
    const { id } = await made();
    expect(await mark.contacts.getContact({ id, fields: 'given_name,standing' })).toMatchObject({ id, givenName: 'Вера', familyName: '', emails: [] });
    await mark.contacts.getContact({ id, fields: 'emails' });
    const reads = (await entriesOf(id)).filter(({ action, actorId }) => action === 'read' && actorId === 'mark');
    expect(reads.map(({ fields }) => fields)).toEqual([['emails'], ['given_name']]);
    await expect(mark.contacts.getContact({ id, fields: 'shoe_size' })).rejects.toEqual(
      expect.objectContaining({ details: { violations: [{ pointer: '/fields', reason: 'INVALID_FIELD_MASK', params: { field: 'shoe_size' } }] } }),
    );
  });

  it('tells every change and every look at personal data, by whom and at which fields', async () => {
    const { id } = await made();
    await mark.contacts.getContact({ id });
    await mark.contacts.searchContacts({ filter: 'emails.value = "vera@history.example"' });
    await sofia.contacts.updateContact({ contact: { id, givenName: 'Анна' } });
    await sofia.timeline.listTimeline({ noun: 'contact', id });
    await sofia.search.suggest({ typed: 'Исторова Анна' });
    await sofia.contacts.deleteContact({ id });
    await sofia.contacts.restoreContact({ id });
    const told = (await entriesOf(id)).toReversed().map(({ actorId, action, role }) => `${actorId} ${role} ${action}`);
    expect(told).toEqual([
      'sofia seller create',
      'mark manager read',
      'mark manager read',
      'sofia seller update',
      'sofia seller read',
      'sofia seller suggest',
      'sofia seller delete',
      'sofia seller restore',
    ]);
    const update = (await dina.audit.listAudit({ recordId: id, action: 'update', actorId: 'sofia' })).entries;
    expect(update.map(({ fields }) => fields)).toEqual([['given_name', 'display_name']]);
  });

  it('of one customer is for the officer and for that customer', async () => {
    const [{ id }, other] = [await made(), await made()];
    const carla = rig.as({ id: 'carla', role: 'customer', contactId: id });
    expect((await carla.audit.listContactAudit({ id })).entries.map(({ action }) => action)).toEqual(['create']);
    await expect(carla.audit.listContactAudit({ id: other.id })).rejects.toEqual(refusal('NOT_FOUND'));
    await expect(carla.audit.listAudit({})).rejects.toEqual(refusal('FORBIDDEN'));
    await expect(mark.audit.listAudit({})).rejects.toEqual(refusal('FORBIDDEN'));
    expect((await dina.audit.listContactAudit({ id })).entries).toHaveLength(1);
  });

  it('is read page by page', async () => {
    const { id } = await made();
    for (let n = 0; n < 4; n += 1) await mark.contacts.getContact({ id });
    const first = await dina.audit.listAudit({ recordId: id, pageSize: 3 });
    const second = await dina.audit.listAudit({ recordId: id, pageSize: 3, pageToken: first.nextPageToken });
    expect([first.entries.length, second.entries.length, second.nextPageToken]).toEqual([3, 2, '']);
    expect(new Set([...first.entries, ...second.entries].map((entry) => entry.id)).size).toBe(5);
  });

  it('is one whole chain, of this tenant alone', async () => {
    await until('every entry is linked', async () => (await dina.audit.listAudit({})).entries.every(({ seq }) => seq > 0n));
    const verdict = await dina.audit.verifyAudit({});
    expect(verdict).toMatchObject({ whole: true, brokenAt: '' });
    expect(verdict.entries).toBeGreaterThan(10n);
    expect(verdict.head).toMatch(/^[0-9a-f]{64}$/);
    expect((await rig.as({ id: 'eva', tenant: 'globex', role: 'dpo' }).audit.listAudit({ actorId: 'sofia' })).entries).toEqual([]);
  });
});

describe('a book of business', () => {
  const jobDone = (id: string, who = mark) =>
    until('the job ends', async () => {
      const job = await who.book.getJob({ id });
      return ['done', 'failed', 'cancelled'].includes(job.state) && job;
    });

  it('goes to another colleague as a job, with each customer’s version, audit and event', async () => {
    const leaver = rig.as({ id: 'lena', teams: ['acme/sales'] });
    const ids: string[] = [];
    for (let n = 0; n < 105; n += 1) ids.push((await leaver.contacts.createContact({ contact: { givenName: `Вера ${n}` } })).id);
    const company = await leaver.companies.createCompany({ company: { name: 'Ленина' } });
    const { id } = await mark.book.handOverBook({ fromUserId: 'lena', toUserId: 'pavel', toTeamId: 'acme/key-accounts' });
    expect(await jobDone(id)).toMatchObject({ kind: 'hand-over-book', state: 'done' });
    expect((await mark.contacts.listContacts({ filter: 'owner_id = "lena"', count: true })).totalSize).toBe(0n);
    expect((await mark.contacts.listContacts({ filter: 'owner_id = "pavel" AND team_id = "acme/key-accounts"', count: true })).totalSize).toBe(105n);
    expect(await mark.companies.getCompany({ id: company.id })).toMatchObject({ ownerId: 'pavel', etag: 'v2' });
    await until('the timeline tells it', async () => (await timelineOf(ids[104]!)).some(({ facts }) => facts['fields']?.includes('owner_id')));
    await expect(leaver.contacts.updateContact({ contact: { id: ids[0]!, givenName: 'X' } })).rejects.toEqual(refusal('NOT_OWNER'));
  }, 60_000);

  it('is not an administrator’s to hand over, who has no right to the people in it', () =>
    expect(rig.as({ id: 'adam', role: 'admin' }).book.handOverBook({ fromUserId: 'sofia', toUserId: 'pavel' })).rejects.toEqual(refusal('FORBIDDEN')));

  it('can be handed over by a seller whose own it is', async () => {
    const leaver = rig.as({ id: 'lara' });
    const { id: customer } = await leaver.contacts.createContact({ contact: { givenName: 'Вера' } });
    const { id } = await leaver.book.handOverBook({ fromUserId: 'lara', toUserId: 'pavel' });
    expect(await jobDone(id, leaver)).toMatchObject({ state: 'done', reason: '' });
    expect((await mark.contacts.getContact({ id: customer })).ownerId).toBe('pavel');
  });

  it('is a seller’s to hand over when it is their own', async () => {
    await expect(sofia.book.handOverBook({ fromUserId: 'mark', toUserId: 'sofia' })).rejects.toEqual(refusal('NOT_OWNER'));
    await expect(mark.book.handOverBook({ fromUserId: 'mark', toUserId: 'mark' })).rejects.toEqual(refusal('INVALID_REQUEST'));
    await expect(mark.book.getJob({ id: '01900000-0000-7000-8000-00000000ffff' })).rejects.toEqual(refusal('NOT_FOUND'));
  });

  it('shows colleagues as their sign-ins showed them', async () => {
    await expect(sofia.book.meetColleague({ colleague: { id: 'mark', username: 'mark' } })).rejects.toEqual(refusal('NOT_OWNER'));
    await sofia.book.meetColleague({ colleague: { id: 'sofia', username: 'sofia', displayName: 'София', teams: ['acme/sales'], roles: ['seller'] } });
    expect((await mark.book.listColleagues({})).colleagues).toContainEqual(
      expect.objectContaining({ id: 'sofia', username: 'sofia', displayName: 'София', teams: ['acme/sales'] }),
    );
  });
});
