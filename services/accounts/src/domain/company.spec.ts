import { describe, expect, it } from '@jest/globals';
import type { Principal, TenantId, UserId } from '@rapport/kernel';
import { changedCompany, newCompany } from './company.js';

const sofia: Principal = { id: 'sofia' as UserId, tenant: 'acme' as TenantId, kind: 'person', roles: ['seller'], teams: [] };
const email = (value: string, preferred = false) => ({ value, label: '', preferred });

describe('a company', () => {
  it('belongs to whoever added it and keeps what the contract has beside', () => {
    expect(newCompany({ name: 'Ветер', emails: [], phones: [], ownerId: '', teamId: '', source: 'import' }, sofia)).toEqual({
      name: 'Ветер',
      emails: [],
      phones: [],
      ownerId: 'sofia',
      teamId: '',
      source: 'import',
    });
  });

  it('has one preferred address, first', () => {
    const { emails } = changedCompany({ emails: [email('a@x.example'), email('b@x.example', true)], phones: [], ownerId: 'o', teamId: '', source: '' });
    expect(emails).toEqual([email('b@x.example', true), email('a@x.example')]);
  });
});
