import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compareNames } from '@rapport/crypto';
import { databaseKinds } from '@rapport/testing';
import fc from 'fast-check';
import { anyPage, as, draft, openRecords, type OpenedRecords } from './records.fixture.js';

const names = fc.array(fc.stringMatching(/^[А-Яа-яЁёA-Za-z][а-яёa-z]{0,5}$/), { minLength: 1, maxLength: 12 });

describe.each(databaseKinds)('the order of encrypted names on the %s database', (kind) => {
  let opened: OpenedRecords;
  let tenants = 0;

  beforeAll(async () => {
    opened = await openRecords(kind);
  });
  afterAll(() => opened.db.close());

  /** All names of a tenant in pages of three. */
  async function listed(tenant: string, orderBy: string): Promise<string[]> {
    const found: string[] = [];
    for (let pageToken = '', page = 0; page === 0 || pageToken; page += 1) {
      const { records, nextPageToken } = await opened.work.read(as('manager', { tenant }), (tx) =>
        opened.contacts.page(tx, { ...anyPage, pageSize: 3, orderBy, pageToken }),
      );
      found.push(...records.map((record) => record.displayName));
      pageToken = nextPageToken;
    }
    return found;
  }

  it('is the order a reader expects, whatever order and batches the names came in', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(names, { minLength: 1, maxLength: 4 }), async (batches) => {
        const tenant = `t${(tenants += 1)}`;
        for (const batch of batches) {
          await opened.work.run(as('manager', { tenant }), async (tx) => {
            for (const familyName of batch) await opened.contacts.insert(tx, draft({ familyName }));
          });
          await listed(tenant, 'display_name');
        }
        const expected = batches.flat().sort(compareNames);
        expect(await listed(tenant, 'display_name')).toEqual(expected);
        expect(await listed(tenant, 'display_name desc')).toEqual([...expected].reverse());
      }),
      { numRuns: 12 },
    );
  });

  it('makes room when many names fall between two', async () => {
    const tenant = 'crowded';
    const add = (familyName: string) => opened.work.run(as('manager', { tenant }), (tx) => opened.contacts.insert(tx, draft({ familyName })));
    await add('а');
    await add('я');
    await opened.db.asOwner(`update accounts.ranks set waiting = false, rank = case when n = 1 then 5 else 6 end
      from (select id, row_number() over (order by created_at) n from accounts.contacts where tenant_id = 'crowded') o where record_id = o.id`);
    for (const familyName of ['м', 'к', 'л', 'б']) await add(familyName);
    expect(await listed(tenant, 'display_name')).toEqual(['а', 'б', 'к', 'л', 'м', 'я']);
  });

  it('makes room in several places at once', async () => {
    const tenant = 'crowds';
    const add = (familyNames: readonly string[]) =>
      opened.work.run(as('manager', { tenant }), async (tx) => {
        for (const familyName of familyNames) await opened.contacts.insert(tx, draft({ familyName }));
      });
    const first = [...'авдёзйлнпс'];
    await add(first);
    await listed(tenant, 'display_name');
    await opened.db.asOwner(`update accounts.ranks set rank = n
      from (select record_id as id, row_number() over (order by rank) n from accounts.ranks where tenant_id = 'crowds') o where record_id = o.id`);
    const second = [...'бгежикмот'];
    await add(second);
    expect(await listed(tenant, 'display_name')).toEqual([...first, ...second].sort(compareNames));
  });

  it('puts those without a name last, and follows a change of name', async () => {
    const tenant = 'renamed';
    const add = (fields: Parameters<typeof draft>[0]) => opened.work.run(as('manager', { tenant }), (tx) => opened.contacts.insert(tx, draft(fields)));
    await add({ externalId: 'nameless' });
    const { id } = await add({ familyName: 'Яблоков' });
    await add({ familyName: 'Малина' });
    expect(await listed(tenant, 'display_name')).toEqual(['Малина', 'Яблоков', '']);
    await opened.work.run(as('manager', { tenant }), (tx) =>
      opened.contacts.change(tx, id, '', (current) => ({ ...current, familyName: 'Абрикос', displayName: 'Абрикос' })),
    );
    expect(await listed(tenant, 'display_name')).toEqual(['Абрикос', 'Малина', '']);
  });

  it('takes a page token for its own list only', async () => {
    for (const familyName of ['один', 'два', 'три']) await opened.work.run(as('manager'), (tx) => opened.contacts.insert(tx, draft({ familyName })));
    const page = (pageToken: string, orderBy: string, tenant = 'acme') =>
      opened.work.read(as('manager', { tenant }), (tx) => opened.contacts.page(tx, { ...anyPage, pageSize: 1, orderBy, pageToken }));
    const { nextPageToken } = await page('', 'display_name');
    await expect(page(nextPageToken, 'created_at')).rejects.toMatchObject({ details: { violations: [{ reason: 'INVALID_PAGE_TOKEN' }] } });
    await expect(page(nextPageToken, 'display_name', 'globex')).rejects.toMatchObject({ details: { violations: [{ reason: 'INVALID_PAGE_TOKEN' }] } });
    await expect(page('AAAA', 'display_name')).rejects.toMatchObject({ details: { violations: [{ reason: 'INVALID_PAGE_TOKEN' }] } });
    expect((await page(nextPageToken, 'display_name')).records).toHaveLength(1);
  });
});
