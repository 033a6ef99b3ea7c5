import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { databaseKinds } from '@rapport/testing';
import { assertTenantTablesForced } from '../index.js';
import { anyPage, as, draft, openedAgain, openRecords, type OpenedRecords } from './records.fixture.js';

const point = (value: string) => ({ value, label: '', preferred: true });

describe.each(databaseKinds)('Records on the %s database', (kind) => {
  let opened: OpenedRecords;

  beforeAll(async () => {
    opened = await openRecords(kind);
  });
  afterAll(() => opened.db.close());

  const add = (fields: Parameters<typeof draft>[0], call = as('manager')) => opened.work.run(call, (tx) => opened.contacts.insert(tx, draft(fields)));
  const list = (request: Partial<typeof anyPage>, call = as('manager')) => opened.work.read(call, (tx) => opened.contacts.page(tx, { ...anyPage, ...request }));
  const refusal = async (work: Promise<unknown>) =>
    ((await work.catch((thrown: unknown) => thrown)) as { details?: { violations?: { reason: string }[] } }).details?.violations?.[0]?.reason;

  it('keeps nothing personal in the clear', async () => {
    await add({
      givenName: 'Каллиопа',
      familyName: 'Vercingetorix',
      emails: [point('calliope@muse.example')],
      phones: [point('+79005559988')],
      externalId: 'ext-calliope-1',
    });
    const rows = JSON.stringify(await opened.db.asOwner('select row_to_json(c) as c from accounts.contacts c'));
    const versions = JSON.stringify(await opened.db.asOwner('select row_to_json(v) as v from accounts.record_versions v'));
    for (const secret of ['Каллиопа', 'Vercingetorix', 'calliope', '9005559988']) {
      for (const form of [secret, Buffer.from(secret).toString('hex')]) expect(rows + versions).not.toContain(form);
    }
  });

  it('does not open an envelope that was moved to another row', async () => {
    const [one, two] = [await add({ familyName: 'Мовина' }), await add({ familyName: 'Чужова' })];
    await opened.db.asOwner('update accounts.contacts set family_name = (select family_name from accounts.contacts where id = $1) where id = $2', [
      one.id,
      two.id,
    ]);
    await expect(opened.work.read(as('manager'), (tx) => opened.contacts.get(tx, two.id))).rejects.toMatchObject({ name: 'SealBroken' });
    await opened.work.run(as('dpo'), (tx) => opened.contacts.erase(tx, two.id));
  });

  it('finds by the whole value and by beginnings, in either script', async () => {
    const { id } = await add({ givenName: 'Юлия', familyName: 'Щербакова', emails: [point('yulia.s@example.org')], phones: [point('+79161234567')] });
    for (const filter of [
      'emails.value = "Yulia.S@example.org"',
      'family_name:"Щерб"',
      'family_name:"shcherb"',
      'given_name = "юлия"',
      'phones.value:"+7916"',
      'family_name:"щ" AND given_name:"ю"',
    ]) {
      expect([filter, (await list({ filter })).records.map((record) => record.id)]).toEqual([filter, [id]]);
    }
    expect((await list({ filter: 'family_name:"Щербаченко"' })).records).toEqual([]);
    expect(
      await refusal(opened.work.read(as('manager'), (tx) => opened.contacts.page(tx, { ...anyPage, filter: 'family_name = "x"' }, { inAddress: true }))),
    ).toBe('INVALID_FILTER');
  });

  it('finds who has no such value, in every kind of field, and not everybody or nobody', async () => {
    const { id } = await add({ givenName: 'Пустая', source: 'blank' });
    await add({ familyName: 'Полная', source: 'blank', externalId: 'full-1', language: 'ru', standing: 2, tags: ['vip'], emails: [point('full@example.org')] });
    const found = async (filter: string) => (await list({ filter: `source = blank AND ${filter}` })).records.map((record) => record.id === id);
    for (const path of ['family_name', 'external_id', 'emails.value', 'language', 'standing', 'tags'])
      for (const none of ['null', '""'])
        expect([path, none, await found(`${path} = ${none}`), await found(`NOT ${path} = ${none}`)]).toEqual([path, none, [true], [false]]);
    expect(await found('source = "null"')).toEqual([]);
  });

  it('suggests people while somebody types, and nobody for what nobody is called', async () => {
    await add({ givenName: 'Пётр', familyName: 'Ёжиков', emails: [point('p.ezhikov@example.org')], phones: [point('+79035550142')] });
    const typed = (text: string, call = as('manager')) =>
      opened.work.read(call, async (tx) => (await opened.contacts.suggest(tx, text, 5)).map((record) => record.displayName));
    for (const text of ['ёж', 'еж', 'ЕЖИК', 'p.ezh', 'пётр ёж', 'ежиков петр', 'petr', 'петр p.ezh', '+7 903 555-01', '903 555'])
      expect([text, await typed(text)]).toEqual([text, ['Ёжиков Пётр']]);
    expect(await typed('ёжикович')).toEqual([]);
  });

  it('shows a marketer no phone, and lets them neither find nor write one', async () => {
    const { id } = await add({ familyName: 'Тихонов', phones: [point('+79031112233')], emails: [point('tikhonov@example.org')] });
    const marketer = as('marketer');
    const seen = await opened.work.read(marketer, (tx) => opened.contacts.get(tx, id));
    expect(seen.emails).toHaveLength(1);
    expect(seen.phones).toBeUndefined();
    expect(await refusal(list({ filter: 'phones.value = "+79031112233"' }, marketer))).toBe('INVALID_FILTER');
    expect(await opened.work.read(marketer, (tx) => opened.contacts.suggest(tx, '+7903111', 5))).toEqual([]);
  });

  it('lets a seller change what is theirs or their team’s, and no more', async () => {
    const { id } = await add({ familyName: 'Общий', ownerId: 'other', teamId: 'acme/sales' });
    const rename = (call: ReturnType<typeof as>) =>
      opened.work.run(call, (tx) => opened.contacts.change(tx, id, '', (current) => ({ ...current, jobTitle: call.principal.id })));
    await expect(rename(as('seller', { id: 'stranger' }))).rejects.toMatchObject({ reason: 'NOT_OWNER' });
    expect((await rename(as('seller', { id: 'mate', team: 'acme/sales' }))).fields).toEqual(['job_title']);
    await expect(
      opened.work.read(as('customer', { contactId: '01890000-0000-7000-8000-000000000001' }), (tx) => opened.contacts.get(tx, id)),
    ).rejects.toMatchObject({ reason: 'NOT_FOUND' });
  });

  it('refuses a stale change, with what is, what was wanted and what was read', async () => {
    const { id, etag } = await add({ familyName: 'Первая' });
    const edit = (familyName: string) =>
      opened.work.run(as('manager'), (tx) => opened.contacts.change(tx, id, etag, (current) => ({ ...current, familyName })));
    await edit('Вторая');
    await expect(edit('Третья')).rejects.toMatchObject({
      reason: 'STALE',
      details: {
        versions: { current: { family_name: 'Вторая', etag: 'v2' }, attempted: { family_name: 'Третья' }, original: { family_name: 'Первая', etag: 'v1' } },
      },
    });
  });

  it('keeps tenants apart, also by id and by unique value', async () => {
    const { id } = await add({ familyName: 'Наша', externalId: 'shared-1' });
    const stranger = as('manager', { tenant: 'globex' });
    await expect(opened.work.read(stranger, (tx) => opened.contacts.get(tx, id))).rejects.toMatchObject({ code: 'not_found', reason: 'NOT_FOUND' });
    expect((await add({ familyName: 'Their', externalId: 'shared-1' }, stranger)).familyName).toBe('Their');
    await expect(add({ familyName: 'Вторая', externalId: 'shared-1' })).rejects.toMatchObject({
      reason: 'ALREADY_EXISTS',
      details: { existing: { id, field: 'external_id' } },
    });
    await assertTenantTablesForced(opened.db, 'accounts');
    await assertTenantTablesForced(opened.db, 'keyring', ['installation']);
  });

  it('does not go on with an index key whose first transaction rolled back', async () => {
    const call = as('manager', { tenant: 'begun' });
    const failing = opened.work.run(call, async (tx) => {
      await opened.contacts.insert(tx, draft({ familyName: 'Отменённый' }));
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow();
    const { id } = await add({ familyName: 'Настоящий', externalId: 'begun-1' }, call);
    const other = openedAgain(opened);
    expect(await opened.work.read(call, (tx) => other.idByUnique(tx, 'externalId', 'begun-1'))).toBe(id);
  });

  it('leaves nothing that opens after erasing a person', async () => {
    const { id } = await add({ familyName: 'Забытая', emails: [point('forgotten@example.org')] });
    await opened.work.run(as('dpo'), (tx) => opened.contacts.erase(tx, id));
    await expect(opened.work.read(as('manager'), (tx) => opened.contacts.get(tx, id, { withDeleted: true }))).rejects.toMatchObject({ reason: 'ERASED' });
    expect((await list({ filter: 'emails.value = "forgotten@example.org"', showDeleted: true })).records).toEqual([]);
    expect(await opened.db.asOwner('select subject from keyring.subject_keys where subject = $1', [id])).toEqual([]);
    expect(await opened.db.asOwner('select 1 from accounts.record_versions where id = $1', [id])).toEqual([]);
  });
});
