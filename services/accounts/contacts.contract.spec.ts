import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ContactService, Network, Standing } from '@rapport/contracts';
import { openAccounts, type OpenAccounts, type Visitor } from './src/rig/accounts.rig.js';

let rig: OpenAccounts;
let sofia: Visitor;
let mark: Visitor;
let stranger: Visitor;

beforeAll(async () => {
  rig = await openAccounts();
  sofia = rig.as({ id: 'sofia', teams: ['acme/sales'] });
  mark = rig.as({ id: 'mark', role: 'manager', teams: ['acme/sales'] });
  stranger = rig.as({ id: 'gleb', role: 'manager', tenant: 'globex' });
}, 60_000);
afterAll(() => rig?.close());

const unknownId = '01900000-0000-7000-8000-00000000ffff';
const made = (contact: object = {}, by = sofia) => by.contacts.createContact({ contact: { givenName: 'Вера', familyName: 'Ёлкина', ...contact } });
const refusal = (reason: string, more: object = {}) => expect.objectContaining({ reason, ...more });
const violation = (pointer: string, reason: string) =>
  expect.objectContaining({ details: expect.objectContaining({ violations: [expect.objectContaining({ pointer, reason })] }) });

describe('a person', () => {
  it('is kept as written, with what follows from it', async () => {
    const { id, ...contact } = await made({
      middleName: 'Ильинична',
      jobTitle: 'Директор',
      birthDate: '1990-04-12',
      language: 'ru',
      standing: Standing.PARTNER,
      tags: ['vip'],
      externalId: 'erp-1',
    });
    expect(await sofia.contacts.getContact({ id })).toMatchObject({
      id,
      givenName: 'Вера',
      familyName: 'Ёлкина',
      displayName: 'Ёлкина Вера Ильинична',
      birthDate: '1990-04-12',
      standing: Standing.PARTNER,
      tags: ['vip'],
      externalId: 'erp-1',
      ownerId: 'sofia',
      teamId: 'acme/sales',
      source: 'manual',
      etag: contact.etag,
    });
  });

  it('may be reached in several ways, each in the one form that it is kept in', async () => {
    const { id } = await made({
      emails: [
        { value: 'Vera@Почта.Example', label: 'home' },
        { value: 'vera@work.example', label: 'work', preferred: true },
      ],
      phones: [
        { value: '8 (912) 345-67-89', label: 'mobile' },
        { value: '+44 20 7946 0958', label: 'work' },
      ],
      messengers: [{ network: Network.TELEGRAM, value: '@vera' }],
      addresses: [{ label: 'delivery', country: 'RU', city: 'Тверь', street: 'Садовая, 1' }],
    });
    const contact = await sofia.contacts.getContact({ id });
    expect(contact.emails.map(({ value, preferred }) => [value, preferred])).toEqual([
      ['vera@work.example', true],
      ['vera@xn--80a1acny.example', false],
    ]);
    expect(contact.phones.map(({ value, preferred }) => [value, preferred])).toEqual([
      ['+79123456789', true],
      ['+442079460958', false],
    ]);
    expect([contact.messengers[0]?.value, contact.addresses[0]?.city]).toEqual(['@vera', 'Тверь']);
  });

  it('of whom nothing is known is refused', () =>
    expect(sofia.contacts.createContact({ contact: { jobTitle: 'Директор' } })).rejects.toEqual(violation('/family_name', 'ONE_REQUIRED')));

  it('is changed in the fields that are named, or in those that are given', async () => {
    const { id } = await made({ jobTitle: 'Директор', emails: [{ value: 'a@b.example' }] });
    const given = await sofia.contacts.updateContact({ contact: { id, givenName: 'Анна' } });
    expect([given.givenName, given.jobTitle, given.displayName, given.emails.length]).toEqual(['Анна', 'Директор', 'Ёлкина Анна', 1]);
    const masked = await sofia.contacts.updateContact({ contact: { id, givenName: 'Ольга' }, updateMask: { paths: ['job_title', 'emails'] } });
    expect([masked.givenName, masked.jobTitle, masked.emails]).toEqual(['Анна', '', []]);
    await expect(sofia.contacts.updateContact({ contact: { id }, updateMask: { paths: ['no_such_field'] } })).rejects.toEqual(refusal('INVALID_REQUEST'));
  });

  it('changed by somebody else meanwhile is shown in all three versions', async () => {
    const { id, etag } = await made();
    await mark.contacts.updateContact({ contact: { id, givenName: 'Анна' } });
    await expect(sofia.contacts.updateContact({ contact: { id, etag, givenName: 'Ольга' } })).rejects.toMatchObject({
      reason: 'STALE',
      details: { versions: { current: { given_name: 'Анна' }, attempted: { given_name: 'Ольга', id }, original: { given_name: 'Вера', etag } } },
    });
    await expect(sofia.contacts.deleteContact({ id, etag })).rejects.toEqual(refusal('STALE'));
  });

  it('that is deleted is gone until it is restored', async () => {
    const { id } = await made({ tags: ['gone'] });
    const gone = () => sofia.contacts.listContacts({ filter: 'tags:"gone"' }).then(({ contacts }) => contacts.length);
    expect((await sofia.contacts.deleteContact({ id })).deletedAt).toBeDefined();
    await expect(sofia.contacts.getContact({ id })).rejects.toEqual(refusal('NOT_FOUND'));
    await expect(sofia.contacts.updateContact({ contact: { id, givenName: 'Анна' } })).rejects.toEqual(refusal('NOT_FOUND'));
    expect(await gone()).toBe(0);
    expect((await sofia.contacts.listContacts({ filter: 'tags:"gone"', showDeleted: true })).contacts.map((one) => one.id)).toEqual([id]);
    expect((await sofia.contacts.restoreContact({ id })).deletedAt).toBeUndefined();
    expect([await gone(), (await sofia.contacts.getContact({ id })).givenName]).toEqual([1, 'Вера']);
  });

  it('that another system knows is added once and updated from then on', async () => {
    const upsert = (givenName: string) =>
      sofia.withKey(`upsert-${givenName === 'Вера' ? 1 : 2}`, ContactService.method.upsertContact, { externalId: 'crm/77', contact: { givenName } });
    const [first, second] = [await upsert('Вера'), await upsert('Анна')];
    expect([first.notes.created, second.notes.created]).toEqual([true, undefined]);
    expect(second.answer).toMatchObject({ id: first.answer.id, givenName: 'Анна', externalId: 'crm/77' });
    expect((await made({ externalId: 'crm/77', givenName: 'Ольга' })).id).toBe(first.answer.id);
    const { id } = await made();
    await expect(sofia.contacts.updateContact({ contact: { id, externalId: 'crm/77' } })).rejects.toMatchObject({
      reason: 'ALREADY_EXISTS',
      details: { existing: { id: first.answer.id, field: 'external_id' } },
    });
  });

  it('that another system knows is updated in the version that was read, and neither added nor called unknown when it is gone', async () => {
    const upsert = (externalId: string, etag: string) => sofia.contacts.upsertContact({ externalId, contact: { givenName: 'Анна', etag } });
    const { id, etag } = await made({ externalId: 'crm/78', givenName: 'Вера' });
    await sofia.contacts.updateContact({ contact: { id, givenName: 'Ольга' } });
    await expect(upsert('crm/78', etag)).rejects.toMatchObject({ reason: 'STALE', details: { versions: { current: { given_name: 'Ольга' } } } });
    await expect(made({ externalId: 'crm/78', givenName: 'Анна', etag })).rejects.toEqual(refusal('STALE'));
    await expect(upsert('crm/79', etag)).rejects.toEqual(refusal('STALE'));
    await sofia.contacts.deleteContact({ id });
    const refused = { reason: 'DELETED_EXISTS', details: { existing: { id, field: 'external_id' } } };
    await expect(upsert('crm/78', '')).rejects.toMatchObject(refused);
    await expect(made({ externalId: 'crm/78' })).rejects.toMatchObject(refused);
  });

  it('is one of many in a batch, where each succeeds or fails for itself', async () => {
    const { results } = await mark.in('ru').contacts.batchWriteContacts({
      contacts: [
        { givenName: 'Вера', tags: ['batch'] },
        { jobTitle: 'Никто' },
        { givenName: 'Анна', externalId: 'batch-1' },
        { givenName: 'Ольга', externalId: 'batch-1' },
      ],
    });
    expect(results.map(({ outcome }) => outcome.case)).toEqual(['contact', 'problem', 'contact', 'contact']);
    expect(results[1]!.outcome.value).toMatchObject({
      status: 400,
      reason: 'INVALID_REQUEST',
      errors: [{ pointer: '/family_name', detail: 'Нужно хотя бы одно из полей: family_name, given_name, emails, phones, external_id.' }],
    });
    expect(results[3]!.outcome.value).toMatchObject({ givenName: 'Ольга', id: (results[2]!.outcome.value as { id: string }).id });
  });

  it('that is not there, or is another tenant’s, is not found by any door', async () => {
    const { id } = await made();
    for (const [who, which] of [
      [sofia, unknownId],
      [stranger, id],
    ] as const) {
      const ask = [
        who.contacts.getContact({ id: which }),
        who.contacts.updateContact({ contact: { id: which, givenName: 'X' } }),
        who.contacts.deleteContact({ id: which }),
        who.contacts.restoreContact({ id: which }),
        who.timeline.listTimeline({ noun: 'contact', id: which }),
        who.notes.listNotes({ noun: 'contact', id: which }),
        who.notes.createNote({ note: { subject: { noun: 'contact', id: which }, body: 'x' } }),
        who.relations.listRelations({ noun: 'contact', id: which }),
      ];
      for (const answer of await Promise.allSettled(ask)) expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'not_found' } });
    }
    expect((await stranger.contacts.listContacts({ count: true })).totalSize).toBe(0n);
  });

  it('whose data was erased is not found, and nothing of them is left', async () => {
    const dina = rig.as({ id: 'dina', role: 'dpo' });
    const { id } = await made({ familyName: 'Стираемая', emails: [{ value: 'erase@me.example' }] });
    await sofia.notes.createNote({ note: { subject: { noun: 'contact', id }, body: 'Помнит всё' } });
    expect((await dina.contacts.eraseContact({ id })).erasedAt).toBeDefined();
    for (const answer of await Promise.allSettled([
      sofia.contacts.getContact({ id }),
      sofia.contacts.restoreContact({ id }),
      sofia.contacts.updateContact({ contact: { id, givenName: 'X' } }),
      sofia.timeline.listTimeline({ noun: 'contact', id }),
    ])) {
      expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'not_found' } });
    }
    expect((await sofia.search.suggest({ typed: 'Стираемая' })).suggestions).toEqual([]);
    expect((await sofia.contacts.searchContacts({ filter: 'emails.value = "erase@me.example"', showDeleted: true })).contacts).toEqual([]);
  });
});

describe('a list of people', () => {
  it('is filtered, sorted by a sealed name and read page by page', async () => {
    for (const familyName of ['Яшина', 'Ёжикова', 'Абрамова', 'Жукова', 'Bennett', 'Елисеева'])
      await made({ familyName, givenName: 'Сорт', tags: ['sorted'], language: familyName === 'Bennett' ? 'en' : 'ru' });
    const names: string[] = [];
    for (let pageToken = ''; ;) {
      const page = await sofia.contacts.listContacts({
        pageSize: 2,
        pageToken,
        filter: 'tags:"sorted" AND language = "ru"',
        orderBy: 'display_name',
        count: true,
      });
      names.push(...page.contacts.map(({ familyName }) => familyName));
      expect(page.totalSize).toBe(5n);
      pageToken = page.nextPageToken;
      if (!pageToken) break;
    }
    expect(names).toEqual(['Абрамова', 'Ёжикова', 'Елисеева', 'Жукова', 'Яшина']);
  });

  it('finds by sealed values in the body of a search only', async () => {
    const { id } = await made({ familyName: 'Находкина', phones: [{ value: '+79005551234' }] });
    const found = async (filter: string) => (await sofia.contacts.searchContacts({ filter })).contacts.map((one) => one.id);
    expect(await found('family_name = "находкина"')).toEqual([id]);
    expect(await found('family_name:"наход"')).toEqual([id]);
    expect(await found('phones.value = "8 900 555-12-34"')).toEqual([id]);
    expect(await found('family_name = "находкин"')).toEqual([]);
    await expect(sofia.contacts.listContacts({ filter: 'family_name = "Находкина"' })).rejects.toEqual(violation('/filter', 'INVALID_FILTER'));
  });

  it('shows the fields that were wanted', async () => {
    const { id } = await made({ tags: ['narrow'], jobTitle: 'Директор' });
    const { contacts } = await sofia.contacts.listContacts({ filter: 'tags:"narrow"', fields: 'tags,family_name' });
    expect(contacts).toEqual([expect.objectContaining({ id, familyName: 'Ёлкина', tags: ['narrow'], givenName: '', jobTitle: '', etag: 'v1' })]);
  });
});

describe('a company or a partner', () => {
  it('has the same verbs as a person', async () => {
    const company = {
      name: 'ООО «Северный ветер»',
      taxId: '7707083893',
      website: 'https://wind.example',
      industry: 'retail',
      employees: 120,
      standing: Standing.RESELLER,
      externalId: 'c-1',
    };
    const { id, etag } = await sofia.companies.createCompany({ company });
    expect(await sofia.companies.getCompany({ id })).toMatchObject({ ...company, ownerId: 'sofia' });
    const changed = await sofia.companies.updateCompany({ company: { id, etag, employees: 130 } });
    expect(changed).toMatchObject({ employees: 130, name: company.name });
    await expect(sofia.companies.updateCompany({ company: { id, etag, employees: 140 } })).rejects.toEqual(refusal('STALE'));
    const found = async (filter: string) => (await sofia.companies.searchCompanies({ filter, orderBy: 'employees desc' })).companies.map((one) => one.id);
    expect(await found('standing = RESELLER AND employees > 100')).toEqual([id]);
    expect([await found('tax_id = "7707083893"'), await found('name:"север"'), await found('employees > 130')]).toEqual([[id], [id], []]);
    expect((await sofia.companies.upsertCompany({ externalId: 'c-1', company: { name: 'Ветер' } })).id).toBe(id);
    await sofia.companies.deleteCompany({ id });
    await expect(sofia.companies.getCompany({ id })).rejects.toEqual(refusal('NOT_FOUND'));
    expect((await sofia.companies.restoreCompany({ id })).name).toBe('Ветер');
    expect((await sofia.companies.listCompanies({})).companies).toHaveLength(1);
    const { results } = await sofia.companies.batchWriteCompanies({ companies: [{ name: 'Вторая' }] });
    expect(results[0]!.outcome.case).toBe('company');
    await expect(stranger.companies.getCompany({ id })).rejects.toEqual(refusal('NOT_FOUND'));
  });
});

describe('an idempotency key', () => {
  const create = ContactService.method.createContact;
  const send = (key: string, givenName: string, who = sofia) => who.withKey(key, create, { contact: { givenName } });

  it('gives the first answer again, to whoever had it and to nobody else', async () => {
    const [first, again, other] = [await send('k1', 'Вера'), await send('k1', 'Вера'), await send('k1', 'Вера', mark)];
    expect([again.answer.id, again.notes]).toEqual([first.answer.id, { replayed: true, created: true }]);
    expect(other.answer.id).not.toBe(first.answer.id);
  });

  it('with another request is refused', async () => {
    await send('k2', 'Вера');
    await expect(send('k2', 'Анна')).rejects.toEqual(refusal('KEY_REUSED', { code: 'mismatch' }));
  });

  it('that is being worked on is refused until there is an answer', async () => {
    const answers = await Promise.allSettled(Array.from({ length: 6 }, () => send('k3', 'Вера')));
    const done = answers.filter((one) => one.status === 'fulfilled');
    expect(new Set(done.map(({ value }) => value.answer.id)).size).toBe(1);
    for (const one of answers) if (one.status === 'rejected') expect(one.reason).toEqual(refusal('KEY_IN_FLIGHT', { code: 'conflict' }));
    expect(answers.length - done.length).toBeGreaterThan(0);
  });
});
