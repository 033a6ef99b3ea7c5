import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CompanyService, ContactService } from '@rapport/contracts';
import { openAccounts, type OpenAccounts } from './src/rig/accounts.rig.js';

let rig: OpenAccounts;
beforeAll(async () => void (rig = await openAccounts()));
afterAll(() => rig.close());

describe('a batch that is sent again under its key', () => {
  it('of contacts gets the first answer', async () => {
    const sofia = rig.as();
    const write = () =>
      sofia.withKey('batch-1', ContactService.method.batchWriteContacts, { contacts: [{ givenName: 'Ян' }, { id: '', externalId: 'erp-1' }] });
    const first = await write();
    const again = await write();
    expect(first.answer.results.map(({ outcome }) => outcome.case)).toEqual(['contact', 'contact']);
    expect(again).toEqual({ answer: first.answer, notes: { ...first.notes, replayed: true } });
  });

  it('of companies gets the first answer', async () => {
    const sofia = rig.as();
    const write = () => sofia.withKey('batch-1', CompanyService.method.batchWriteCompanies, { companies: [{ name: 'Ветер' }] });
    const first = await write();
    expect((await write()).answer).toEqual(first.answer);
    expect(first.answer.results).toHaveLength(1);
  });
});

describe('a kept answer that shows persons', () => {
  const inTenant = async (sql: string, ...params: unknown[]) => {
    const client = await rig.installation.db.pool.connect();
    try {
      await client.query(`begin; set local app.tenant = 'acme'`);
      return (await client.query<Record<string, unknown>>(sql, params)).rows;
    } finally {
      await client.query('commit');
      client.release();
    }
  };
  const kept = (key: string) => inTenant('select subjects, outcome from accounts.idempotency_keys where key = $1', key);
  /** As a database that came back from a backup has it, once it has erased again who was erased. */
  const backFromBackup = ([row]: Record<string, unknown>[], key: string) =>
    inTenant('update accounts.idempotency_keys set outcome = $1 where key = $2', row!['outcome'], key);

  it('is sealed with their keys, and gone with any one of them, also out of a backup', async () => {
    const [sofia, dina] = [rig.as(), rig.as({ id: 'dina', role: 'dpo' })];
    const add = () => sofia.withKey('kept-one', ContactService.method.createContact, { contact: { givenName: 'Вера' } });
    const addTwo = () => sofia.withKey('kept-two', ContactService.method.batchWriteContacts, { contacts: [{ givenName: 'Яна' }, { givenName: 'Ян' }] });
    const [one, two] = [(await add()).answer, (await addTwo()).answer];
    const ids = two.results.map(({ outcome }) => (outcome.case === 'contact' ? outcome.value.id : ''));
    const [rowOfOne, rowOfTwo] = [await kept('kept-one'), await kept('kept-two')];
    expect([rowOfOne[0]!['subjects'], new Set(rowOfTwo[0]!['subjects'] as string[])]).toEqual([[one.id], new Set(ids)]);
    expect([(await add()).answer, (await addTwo()).answer]).toEqual([one, two]);
    for (const id of [one.id, ids[1]!]) await dina.contacts.eraseContact({ id });
    await backFromBackup(rowOfOne, 'kept-one');
    await backFromBackup(rowOfTwo, 'kept-two');
    const erased = expect.objectContaining({ code: 'not_found', reason: 'ERASED' });
    await expect(add()).rejects.toEqual(erased);
    await expect(addTwo()).rejects.toEqual(erased);
  });

  it('of a change that came too late holds the versions under the person’s key as well', async () => {
    const [sofia, dina] = [rig.as(), rig.as({ id: 'dina', role: 'dpo' })];
    const { id, etag } = await sofia.contacts.createContact({ contact: { givenName: 'Ольга' } });
    await sofia.contacts.updateContact({ contact: { id, givenName: 'Анна' } });
    const late = () => sofia.withKey('kept-late', ContactService.method.updateContact, { contact: { id, etag, givenName: 'Инна' } });
    await expect(late()).rejects.toEqual(expect.objectContaining({ reason: 'STALE' }));
    await expect(late()).rejects.toEqual(expect.objectContaining({ reason: 'STALE' }));
    const row = await kept('kept-late');
    expect(row[0]!['subjects']).toEqual([id]);
    await dina.contacts.eraseContact({ id });
    await backFromBackup(row, 'kept-late');
    await expect(late()).rejects.toEqual(expect.objectContaining({ reason: 'ERASED' }));
  });
});
