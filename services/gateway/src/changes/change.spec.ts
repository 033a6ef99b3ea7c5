import { describe, expect, it } from '@jest/globals';
import type { Principal, Role, TeamId, TenantId, UserId } from '@rapport/kernel';
import { heard, hearing } from './change.js';

const carla = '0192f000-0000-7000-8000-00000000000c';
const event = (headers: Record<string, string> = {}, subject = 'event.rapport.accounts.v1.ContactCreated') => ({
  subject,
  position: '42',
  data: new Uint8Array(),
  headers: {
    'rapport-tenant': 'acme',
    'rapport-aggregate': `contact/${carla}`,
    'rapport-version': '3',
    'rapport-at': '2026-01-01T00:00:00Z',
    'rapport-owner': 'mark',
    'rapport-team': 'acme/north',
    ...headers,
  },
});
const somebody = (role: Role, more: Partial<Principal> = {}): Principal => ({
  id: 'sofia' as UserId,
  tenant: 'acme' as TenantId,
  kind: 'person',
  roles: [role],
  teams: ['acme/sales' as TeamId],
  ...more,
});

describe('a change', () => {
  it('says which record, and nothing of what is in it', () => {
    expect(heard(event())).toMatchObject({
      position: '42',
      name: 'ContactCreated',
      change: { type: 'rapport.accounts.v1.ContactCreated', noun: 'contact', id: carla, version: 3, at: '2026-01-01T00:00:00Z' },
    });
  });

  it.each([
    ['an event that no contract knows', event({}, 'event.rapport.accounts.v1.Nothing')],
    ['an event of no tenant', event({ 'rapport-tenant': '' })],
    ['an event of no record', event({ 'rapport-aggregate': 'contact' })],
  ])('is not heard in %s', (_what, from) => {
    expect(heard(from)).toBeUndefined();
  });
});

describe('a change is heard', () => {
  const change = heard(event())!;

  it.each<[string, Principal, boolean]>([
    ['by whoever reads all contacts', somebody('seller'), true],
    ['by nobody of another tenant', somebody('seller', { tenant: 'globex' as TenantId }), false],
    ['by nobody who may not read contacts', somebody('admin'), false],
    ['by nobody without a role', { ...somebody('seller'), roles: [] }, false],
    ['by the customer whom it is about', somebody('customer', { contactId: carla }), true],
    ['by no other customer', somebody('customer', { contactId: 'another' }), false],
    ['by no customer without a record', somebody('customer'), false],
  ])('%s', (_who, principal, hears) => {
    expect(hearing(principal)(change)).toBe(hears);
  });
});
