import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openAccounts, type OpenAccounts, type Visitor } from './src/rig/accounts.rig.js';

let rig: OpenAccounts;
let sofia: Visitor;
let peer: Visitor;
let other: Visitor;
let mark: Visitor;
let max: Visitor;
let adam: Visitor;

beforeAll(async () => {
  rig = await openAccounts();
  sofia = rig.as({ id: 'sofia', teams: ['acme/sales'] });
  peer = rig.as({ id: 'pavel', teams: ['acme/sales'] });
  other = rig.as({ id: 'oleg', teams: ['acme/key-accounts'] });
  mark = rig.as({ id: 'mark', role: 'manager' });
  max = rig.as({ id: 'max', role: 'marketer' });
  adam = rig.as({ id: 'adam', role: 'admin' });
}, 60_000);
afterAll(() => rig?.close());

const made = (contact: object = {}, by = sofia) => by.contacts.createContact({ contact: { givenName: 'Вера', familyName: 'Правова', ...contact } });
const refusal = (reason: string) => expect.objectContaining({ reason });

describe('row rights', () => {
  it('let a seller see everybody and change what is theirs or their team’s', async () => {
    const { id } = await made();
    expect((await other.contacts.getContact({ id })).id).toBe(id);
    expect((await peer.contacts.updateContact({ contact: { id, givenName: 'Анна' } })).givenName).toBe('Анна');
    await expect(other.contacts.updateContact({ contact: { id, givenName: 'Ольга' } })).rejects.toEqual(refusal('NOT_OWNER'));
    expect((await mark.contacts.updateContact({ contact: { id, givenName: 'Ольга' } })).givenName).toBe('Ольга');
  });

  it('let a seller delete only what is their own', async () => {
    const { id } = await made();
    await expect(peer.contacts.deleteContact({ id })).rejects.toEqual(refusal('NOT_OWNER'));
    expect((await sofia.contacts.deleteContact({ id })).id).toBe(id);
    await expect(peer.contacts.restoreContact({ id })).rejects.toEqual(refusal('NOT_OWNER'));
  });

  it('do not let a seller give a customer to a stranger’s team, or take one by upsert', async () => {
    await expect(made({ ownerId: 'oleg', teamId: 'acme/key-accounts' })).rejects.toEqual(refusal('NOT_OWNER'));
    await made({ externalId: 'mine-1' });
    await expect(other.contacts.upsertContact({ externalId: 'mine-1', contact: { givenName: 'Чужая', ownerId: 'oleg' } })).rejects.toEqual(
      refusal('NOT_OWNER'),
    );
  });

  it('reach into a batch', async () => {
    await made({ externalId: 'mine-2' });
    const { results } = await other.contacts.batchWriteContacts({ contacts: [{ givenName: 'Своя' }, { givenName: 'Чужая', externalId: 'mine-2' }] });
    expect(results.map(({ outcome }) => outcome.case)).toEqual(['contact', 'problem']);
    expect(results[1]!.outcome.value).toMatchObject({ reason: 'NOT_OWNER', status: 403 });
  });

  it('reach into what is said of a customer: a line of one is not changed through another', async () => {
    const [theirs, mine] = [await made({ ownerId: 'oleg', teamId: 'acme/key-accounts' }, mark), await made()];
    const line = (id: string, kind: string, summary: string) => ({
      entry: { subject: { noun: 'contact', id }, kind, source: 'telephony', sourceId: 'call-1', summary, occurredAt: timestampFromDate(new Date()) },
    });
    await other.timeline.putTimelineEntry(line(theirs.id, 'call', 'Звонок'));
    await expect(sofia.timeline.putTimelineEntry(line(theirs.id, 'meeting', 'Встреча'))).rejects.toEqual(refusal('NOT_OWNER'));
    for (const summary of ['Встреча', '']) {
      await expect(sofia.timeline.putTimelineEntry(line(mine.id, 'meeting', summary))).rejects.toEqual(refusal('ALREADY_EXISTS'));
    }
    const { entries } = await other.timeline.listTimeline({ noun: 'contact', id: theirs.id, kinds: ['call', 'meeting'] });
    expect(entries.map(({ kind, summary }) => [kind, summary])).toEqual([['call', 'Звонок']]);
  });

  it('let a relation be made and ended by who answers for one of its ends', async () => {
    const [theirs, mine, others] = [await made({ ownerId: 'oleg', teamId: 'acme/key-accounts' }, mark), await made(), await made({ ownerId: 'oleg' }, mark)];
    const relation = (from: string, to: string) => ({ relation: { from: { noun: 'contact', id: from }, to: { noun: 'contact', id: to }, role: 'spouse' } });
    await expect(sofia.relations.createRelation(relation(theirs.id, others.id))).rejects.toEqual(refusal('NOT_OWNER'));
    const { id } = await sofia.relations.createRelation(relation(theirs.id, mine.id));
    await expect(rig.as({ id: 'stranger' }).relations.deleteRelation({ id })).rejects.toEqual(refusal('NOT_OWNER'));
    expect((await other.relations.deleteRelation({ id })).id).toBe(id);
  });

  it('let a customer see nobody but themselves', async () => {
    const [{ id }, stranger] = [await made(), await made()];
    const carla = rig.as({ id: 'carla', role: 'customer', contactId: id });
    expect((await carla.contacts.getContact({ id })).givenName).toBe('Вера');
    await expect(carla.contacts.getContact({ id: stranger.id })).rejects.toEqual(refusal('NOT_FOUND'));
    expect((await carla.contacts.listContacts({})).contacts.map((one) => one.id)).toEqual([id]);
    await expect(carla.contacts.updateContact({ contact: { id, givenName: 'X' } })).rejects.toEqual(refusal('FORBIDDEN'));
    await expect(carla.timeline.listTimeline({ noun: 'contact', id: stranger.id })).rejects.toMatchObject({
      code: expect.stringMatching(/forbidden|not_found/),
    });
  });

  it('let nobody relate customers, or add to a timeline, of whom none is theirs', async () => {
    const own = (by: Visitor) => by.contacts.createContact({ contact: { givenName: 'Вера' } });
    const stranger = rig.as({ id: 'oleg', teams: ['acme/north'] });
    const [theirs, also, mine] = [await own(sofia), await own(sofia), await own(stranger)];
    const relate = (from: string, to: string) =>
      stranger.relations.createRelation({ relation: { from: { noun: 'contact', id: from }, to: { noun: 'contact', id: to }, role: 'friend' } });
    await expect(relate(theirs.id, also.id)).rejects.toEqual(refusal('NOT_OWNER'));
    const { id } = await relate(theirs.id, mine.id);
    expect((await sofia.relations.deleteRelation({ id })).role).toBe('friend');
    const call = { kind: 'call', occurredAt: { seconds: 1_767_225_600n, nanos: 0 }, source: 'phone', sourceId: `call-${theirs.id}` };
    const put = (who: Visitor) => who.timeline.putTimelineEntry({ entry: { ...call, subject: { noun: 'contact', id: theirs.id } } });
    await expect(put(stranger)).rejects.toEqual(refusal('NOT_OWNER'));
    expect((await put(sofia)).kind).toBe('call');
  });

  it('show nobody another’s job, nor let them stop it', async () => {
    const { id } = await sofia.book.handOverBook({ fromUserId: 'sofia', toUserId: 'nobody-yet' });
    for (const look of [other.book.getJob({ id }), other.book.cancelJob({ id })]) await expect(look).rejects.toEqual(refusal('NOT_FOUND'));
    expect([(await sofia.book.getJob({ id })).id, (await mark.book.getJob({ id })).id]).toEqual([id, id]);
  });

  it('let nobody but the privacy officer and the administrator walk the audit', async () => {
    expect((await adam.audit.verifyAudit({})).whole).toBe(true);
    const carla = rig.as({ id: 'carla', role: 'customer', contactId: '01900000-0000-7000-8000-00000000c001' });
    for (const who of [carla, mark]) await expect(who.audit.verifyAudit({})).rejects.toEqual(refusal('FORBIDDEN'));
  });

  it('give an administrator no customers at all', async () => {
    await expect(adam.contacts.listContacts({})).rejects.toEqual(refusal('FORBIDDEN'));
    await expect(adam.search.suggest({ typed: 'Вера' })).rejects.toEqual(refusal('FORBIDDEN'));
  });
});

describe('field rights', () => {
  it('leave out a phone that a marketer may not see, whichever way it could come', async () => {
    const { id } = await made({
      phones: [{ value: '+79005557788' }],
      emails: [{ value: 'prava@mail.example' }],
      messengers: [{ network: 1, value: '@prava' }],
      externalId: 'hidden-1',
      tags: ['field-rights'],
    });
    const seen = await max.contacts.getContact({ id });
    expect([seen.phones, seen.messengers, seen.externalId, seen.emails[0]?.value, seen.familyName]).toEqual([[], [], '', 'prava@mail.example', 'Правова']);
    const { contacts } = await max.contacts.listContacts({ filter: 'tags:"field-rights"', fields: 'phones,emails' });
    expect(contacts.map(({ phones, emails }) => [phones.length, emails.length])).toEqual([[0, 1]]);
  });

  it('do not let it be found by what may not be seen', async () => {
    await made({ familyName: 'Незримова', phones: [{ value: '+79005559900' }] });
    await expect(max.contacts.searchContacts({ filter: 'phones.value = "+79005559900"' })).rejects.toEqual(refusal('INVALID_REQUEST'));
    await expect(max.contacts.searchContacts({ filter: 'NOT phones.value:"+7900"' })).rejects.toEqual(refusal('INVALID_REQUEST'));
    expect((await max.search.suggest({ typed: '+79005559900' })).suggestions).toEqual([]);
    expect((await sofia.search.suggest({ typed: '+79005559900' })).suggestions).toHaveLength(1);
    expect((await max.search.suggest({ typed: 'незрим' })).suggestions).toEqual([expect.objectContaining({ hint: '' })]);
  });

  it('do not let it be overwritten by somebody who cannot see it', async () => {
    const contact = { givenName: 'Вера', phones: [{ value: '+79005550000' }] };
    await expect(max.contacts.createContact({ contact })).rejects.toEqual(refusal('FORBIDDEN'));
    await expect(adam.contacts.createContact({ contact })).rejects.toEqual(refusal('FORBIDDEN'));
  });
});

describe('custom fields', () => {
  const define = (field: object) => adam.fields.createCustomField({ customField: { noun: 'contact', ...field } });

  it('are an administrator’s to define', () =>
    expect(mark.fields.createCustomField({ customField: { noun: 'contact', key: 'nope', type: 1 } })).rejects.toEqual(refusal('FORBIDDEN')));

  it('are usable at once in writing, filtering and sorting', async () => {
    for (const field of [
      { key: 'region', type: 1 },
      { key: 'score', type: 2 },
      { key: 'since', type: 3 },
      { key: 'newsletter', type: 4 },
      { key: 'level', type: 5, choices: ['gold', 'silver'] },
    ])
      await define(field);
    const values = { region: 'Сибирь', score: 7, since: '2024-02-29', newsletter: true, level: 'gold' };
    const { id } = await made({ custom: values, tags: ['custom'] });
    const second = await made({ custom: { score: 3 }, tags: ['custom'] });
    expect((await sofia.contacts.getContact({ id })).custom).toEqual(values);
    const found = async (filter: string, orderBy = '') => (await sofia.contacts.searchContacts({ filter, orderBy })).contacts.map((one) => one.id);
    for (const filter of ['custom.region = "Сибирь"', 'custom.score >= 5', 'custom.since < "2024-03-01"', 'custom.newsletter = true', 'custom.level = "gold"'])
      expect([filter, await found(filter)]).toEqual([filter, [id]]);
    expect(await found('tags:"custom"', 'custom.score')).toEqual([second.id, id]);
    await expect(sofia.contacts.listContacts({ filter: 'custom.region = "Сибирь"' })).rejects.toEqual(refusal('INVALID_REQUEST'));
  });

  it.each([
    [{ score: 'seven' }, '/custom/score'],
    [{ since: '2024-02-30' }, '/custom/since'],
    [{ level: 'bronze' }, '/custom/level'],
    [{ newsletter: 1 }, '/custom/newsletter'],
    [{ absent: 1 }, '/custom/absent'],
  ])('refuse %j with its place', (custom, pointer) =>
    expect(made({ custom })).rejects.toMatchObject({ reason: 'INVALID_REQUEST', details: { violations: [{ pointer }] } }),
  );

  it('are defined once, and soundly', async () => {
    await expect(define({ key: 'region', type: 1 })).rejects.toEqual(refusal('ALREADY_EXISTS'));
    await expect(define({ key: 'shape', type: 5 })).rejects.toEqual(refusal('INVALID_REQUEST'));
    await expect(adam.fields.createCustomField({ customField: { noun: 'invoice', key: 'x', type: 1 } })).rejects.toEqual(refusal('INVALID_REQUEST'));
  });

  it('can be called otherwise and gain choices, and stay what they are', async () => {
    const { id, etag } = await define({ key: 'tier', type: 5, choices: ['gold'], labelEn: 'Tier' });
    const change = (field: object) => adam.fields.updateCustomField({ customField: { id, ...field } });
    const changed = await change({ etag, labelRu: 'Уровень', choices: ['gold', 'platinum'] });
    expect(changed).toMatchObject({ key: 'tier', labelEn: 'Tier', labelRu: 'Уровень', choices: ['gold', 'platinum'] });
    expect((await made({ custom: { tier: 'platinum' } })).custom).toEqual({ tier: 'platinum' });
    await expect(change({ etag, labelRu: 'Иначе' })).rejects.toEqual(refusal('STALE'));
    await expect(change({ key: 'level-2' })).rejects.toEqual(refusal('INVALID_REQUEST'));
    await expect(adam.fields.updateCustomField({ customField: { id }, updateMask: { paths: ['choices'] } })).rejects.toEqual(refusal('INVALID_REQUEST'));
    await expect(mark.fields.updateCustomField({ customField: { id, labelEn: 'X' } })).rejects.toEqual(refusal('FORBIDDEN'));
  });

  it('that are retired are no longer taken or offered; what was written stays and hinders nothing', async () => {
    const { id: fieldId } = await define({ key: 'retiring', type: 1 });
    const { id } = await made({ custom: { retiring: 'остаётся' } });
    await adam.fields.deleteCustomField({ id: fieldId });
    expect((await sofia.fields.listCustomFields({ noun: 'contact' })).customFields.map(({ key }) => key)).not.toContain('retiring');
    await expect(made({ custom: { retiring: 'x' } })).rejects.toEqual(refusal('INVALID_REQUEST'));
    expect((await sofia.contacts.updateContact({ contact: { id, givenName: 'Анна' } })).givenName).toBe('Анна');
    await expect(adam.fields.deleteCustomField({ id: fieldId })).rejects.toEqual(refusal('NOT_FOUND'));
  });

  it('are a tenant’s own', async () => {
    const gleb = rig.as({ id: 'gleb', role: 'admin', tenant: 'globex' });
    expect((await gleb.fields.listCustomFields({})).customFields).toEqual([]);
  });
});
