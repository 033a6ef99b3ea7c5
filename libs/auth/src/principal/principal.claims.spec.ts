import { describe, expect, it } from '@jest/globals';
import { principalOf, type Claims } from './principal.claims.js';

const contact = '01900000-0000-7000-8000-00000000c001';
const claims: Claims = {
  sub: 'user-1',
  tenant: 'acme',
  groups: ['/acme/sales', '/globex/sales', 7],
  realm_access: { roles: ['seller', 'offline_access', 'uma_authorization'] },
};

describe('a principal from claims', () => {
  it('keeps the roles and teams that Rapport knows, of its own tenant only', () => {
    expect(principalOf(claims)).toEqual({ id: 'user-1', tenant: 'acme', kind: 'person', roles: ['seller'], teams: ['acme/sales'] });
  });

  it('is a customer with the contact that they are', () => {
    expect(principalOf({ ...claims, contact_id: contact, realm_access: { roles: ['customer'] } })).toMatchObject({
      kind: 'customer',
      contactId: contact,
    });
  });

  it('is a service when no role is a person’s', () => {
    expect(principalOf({ ...claims, realm_access: { roles: ['integration'] } }).kind).toBe('service');
  });

  it.each<[string, Claims]>([
    ['no tenant', { ...claims, tenant: undefined }],
    ['a tenant that cannot be one', { ...claims, tenant: "acme'; --" }],
    ['several tenants', { ...claims, tenant: ['acme', 'globex'] }],
    ['no subject', { ...claims, sub: '' }],
    ['no roles', { ...claims, realm_access: undefined }],
    ['roles that are not a list', { ...claims, realm_access: { roles: 'seller manager' } }],
    ['only roles of others', { ...claims, realm_access: { roles: ['offline_access'] } }],
    ['a customer without a contact', { ...claims, realm_access: { roles: ['customer'] } }],
    ['a customer whose contact is no record', { ...claims, contact_id: 'carla', realm_access: { roles: ['customer'] } }],
    ['a customer who is staff too', { ...claims, contact_id: contact, realm_access: { roles: ['customer', 'seller'] } }],
  ])('is refused with %s', (_what, broken) => {
    expect(() => principalOf(broken)).toThrow(expect.objectContaining({ code: 'unauthenticated', reason: 'TOKEN_INVALID' }));
  });
});
