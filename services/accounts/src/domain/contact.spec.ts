import { describe, expect, it } from '@jest/globals';
import type { Principal, TeamId, TenantId, UserId } from '@rapport/kernel';
import fc from 'fast-check';
import { changedContact, displayName, isRecognisable, newContact, type ContactFacts } from './contact.js';

const sofia: Principal = { id: 'sofia' as UserId, tenant: 'acme' as TenantId, kind: 'person', roles: ['seller'], teams: ['acme/sales' as TeamId] };
const nobody: ContactFacts = {
  givenName: '',
  familyName: '',
  middleName: '',
  displayName: '',
  emails: [],
  phones: [],
  externalId: '',
  ownerId: '',
  teamId: '',
  source: '',
};
const point = (value: string) => ({ value, label: '', preferred: false });

const anybody: fc.Arbitrary<ContactFacts> = fc.record({
  givenName: fc.string(),
  familyName: fc.string(),
  middleName: fc.string(),
  displayName: fc.string(),
  externalId: fc.string(),
  ownerId: fc.string(),
  teamId: fc.string(),
  source: fc.string(),
  emails: fc.array(fc.record({ value: fc.emailAddress(), label: fc.string(), preferred: fc.boolean() }), { maxLength: 4 }),
  phones: fc.array(fc.record({ value: fc.stringMatching(/^\+7\d{10}$/), label: fc.string(), preferred: fc.boolean() }), { maxLength: 4 }),
});

describe('the name that lists show', () => {
  it.each([
    [{ familyName: 'Ковалёва', givenName: 'Мария', middleName: 'Ильинична' }, 'Ковалёва Мария Ильинична'],
    [{ givenName: 'Мария' }, 'Мария'],
    [{ emails: [point('m@example.org')], phones: [point('+79123456789')] }, 'm@example.org'],
    [{ phones: [point('+79123456789')], externalId: 'erp-1' }, '+79123456789'],
    [{ externalId: 'erp-1' }, 'erp-1'],
  ])('of %j is “%s”', (known, name) => expect(displayName({ ...nobody, ...known })).toBe(name));

  it('is never empty for somebody who can be recognised', () =>
    fc.assert(fc.property(anybody.filter(isRecognisable), (contact) => displayName(changedContact(contact)) !== '')));
});

describe('a person', () => {
  it('of whom nothing is known is refused', () => {
    expect(() => newContact({ ...nobody, middleName: 'Ильинична' }, sofia)).toThrow(
      expect.objectContaining({
        code: 'invalid',
        details: {
          violations: [{ pointer: '/family_name', reason: 'ONE_REQUIRED', params: { fields: 'family_name, given_name, emails, phones, external_id' } }],
        },
      }),
    );
  });

  it('belongs to whoever added them, and keeps what the contract has beside', () => {
    expect(newContact({ ...nobody, givenName: 'Мария', jobTitle: 'Директор' }, sofia)).toMatchObject({
      ownerId: 'sofia',
      teamId: 'acme/sales',
      source: 'manual',
      displayName: 'Мария',
      jobTitle: 'Директор',
    });
  });

  it('follows from what is known of them: saying it again changes nothing', () =>
    fc.assert(
      fc.property(anybody.filter(isRecognisable), (contact) => {
        const once = changedContact(contact);
        expect(changedContact(once)).toEqual(once);
      }),
    ));
});
