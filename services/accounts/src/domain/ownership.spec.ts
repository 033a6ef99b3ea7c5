import { describe, expect, it } from '@jest/globals';
import type { Principal, TeamId, TenantId, UserId } from '@rapport/kernel';
import fc from 'fast-check';
import { owned } from './ownership.js';

const principal = (id: string, teams: readonly string[]): Principal => ({
  id: id as UserId,
  tenant: 'acme' as TenantId,
  kind: 'person',
  roles: ['seller'],
  teams: teams as readonly TeamId[],
});
const anything = fc.record({ ownerId: fc.string(), teamId: fc.string(), source: fc.string() });
const anybody = fc.tuple(fc.string({ minLength: 1 }), fc.array(fc.string({ minLength: 1 }), { maxLength: 2 }));

describe('a new customer', () => {
  it('belongs to whoever added them and is shared with their first team', () => {
    expect(owned({ ownerId: '', teamId: '', source: '' }, principal('sofia', ['acme/sales', 'acme/vip']))).toEqual({
      ownerId: 'sofia',
      teamId: 'acme/sales',
      source: 'manual',
    });
    expect(owned({ ownerId: '', teamId: '', source: '' }, principal('max', []))).toEqual({ ownerId: 'max', teamId: '', source: 'manual' });
  });

  it('keeps what was said of them, always has an owner, and changes no more', () =>
    fc.assert(
      fc.property(anything, anybody, anybody, (draft, [first, firstTeams], [second, secondTeams]) => {
        const once = owned(draft, principal(first, firstTeams));
        for (const key of ['ownerId', 'teamId', 'source'] as const) if (draft[key]) expect(once[key]).toBe(draft[key]);
        expect(once.ownerId).not.toBe('');
        const again = owned(once, principal(second, secondTeams));
        expect({ ...again, teamId: '' }).toEqual({ ...once, teamId: '' });
      }),
    ));
});
