import { describe, expect, it } from '@jest/globals';
import { piiClasses, type PiiClassName, type Principal, type Role, type Scope, type TeamId, type TenantId, type UserId } from '@rapport/kernel';
import { isPermission, permissions, type Permission } from './permission.js';
import { demand, grant, reaches, rightsOf, visibleClasses } from './policy.js';

const sofia = 'user-sofia';
const sales = 'acme/sales';

function somebody(...roles: Role[]): Principal {
  const customer = roles.includes('customer');
  return {
    id: sofia as UserId,
    tenant: 'acme' as TenantId,
    kind: customer ? 'customer' : 'person',
    roles,
    teams: [sales as TeamId],
    ...(customer ? { contactId: 'contact-carla' } : {}),
  };
}

describe('the policy', () => {
  it.each<[Role, Permission, Scope | undefined]>([
    ['seller', 'contacts.read', 'tenant'],
    ['seller', 'contacts.write', 'team'],
    ['seller', 'contacts.delete', 'own'],
    ['seller', 'audit.read', undefined],
    ['manager', 'book.handover', 'tenant'],
    ['agent', 'contacts.write', 'tenant'],
    ['agent', 'companies.write', undefined],
    ['marketer', 'contacts.read', 'tenant'],
    ['marketer', 'contacts.write', undefined],
    ['dpo', 'audit.read', 'tenant'],
    ['dpo', 'contacts.write', undefined],
    ['dpo', 'subjects.erase', 'tenant'],
    ['admin', 'custom-fields.write', 'tenant'],
    ['admin', 'contacts.read', undefined],
    ['integration', 'contacts.write', 'tenant'],
    ['customer', 'contacts.read', 'self'],
    ['customer', 'timeline.read', undefined],
    ['pii-phone', 'contacts.read', undefined],
  ])('lets a %s do %s within %s', (role, permission, scope) => {
    expect(grant(somebody(role), permission)).toBe(scope);
  });

  it('takes the widest scope of several roles, in whatever order they come', () => {
    expect(grant(somebody('seller', 'manager'), 'contacts.write')).toBe('tenant');
    expect(grant(somebody('manager', 'seller'), 'contacts.write')).toBe('tenant');
  });

  it('gives nothing to somebody without roles', () => {
    expect(permissions.filter((permission) => grant(somebody(), permission))).toEqual([]);
  });

  it('gives a data protection officer no right to change the customer base', () => {
    const written = permissions.filter((p) => /^(contacts|companies|relations|notes|timeline|book)\.(?!read)/.test(p) && grant(somebody('dpo'), p));
    expect(written).toEqual([]);
  });

  it('names the missing permission when a door stays shut', () => {
    expect(() => demand(somebody('marketer'), 'contacts.write')).toThrow(
      expect.objectContaining({ code: 'forbidden', reason: 'FORBIDDEN', details: { params: { permission: 'contacts.write' } } }),
    );
  });

  it('knows a misspelt permission', () => {
    expect([isPermission('contacts.read'), isPermission('contact.read'), isPermission('toString')]).toEqual([true, false, false]);
  });
});

describe('the reach of a scope', () => {
  it.each<[Scope, object, boolean]>([
    ['own', { owner: sofia }, true],
    ['own', { owner: 'other', team: sales }, false],
    ['team', { owner: 'other', team: sales }, true],
    ['team', { owner: 'other', team: 'acme/support' }, false],
    ['team', { owner: 'other' }, false],
    ['tenant', { owner: 'other' }, true],
    ['self', { owner: sofia, contactId: 'contact-carla' }, false],
  ])('%s of %j is %s', (scope, record, within) => {
    expect(reaches(scope, somebody('seller'), record)).toBe(within);
  });

  it('ends for a customer at the contact that they are', () => {
    const carla = somebody('customer');
    expect(reaches('self', carla, { contactId: 'contact-carla' })).toBe(true);
    expect(reaches('self', carla, { contactId: 'contact-gina' })).toBe(false);
  });
});

describe('field rights', () => {
  it.each<[Role[], PiiClassName[]]>([
    [['marketer'], ['PHONE', 'DOCUMENT', 'IDENTIFIER']],
    [
      ['marketer', 'pii-phone'],
      ['DOCUMENT', 'IDENTIFIER'],
    ],
    [['seller'], ['DOCUMENT']],
    [['dpo'], []],
    [['admin'], [...piiClasses]],
  ])('hide from %j the classes %j', (roles, hidden) => {
    const shown = visibleClasses(somebody(...roles));
    expect(piiClasses.filter((piiClass) => !shown.has(piiClass))).toEqual(hidden);
  });
});

describe('the rights handed to a call', () => {
  it('answer by the same table', () => {
    const rights = rightsOf(somebody('marketer'));
    expect([rights.scope('contacts.read'), rights.scope('contacts.write'), rights.sees('EMAIL'), rights.sees('PHONE')]).toEqual([
      'tenant',
      undefined,
      true,
      false,
    ]);
  });

  it('hold no permission that does not exist', () => {
    expect(rightsOf(somebody('manager')).scope('everything.do')).toBeUndefined();
  });
});
