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
