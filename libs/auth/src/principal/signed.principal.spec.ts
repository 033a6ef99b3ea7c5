import { describe, expect, it } from '@jest/globals';
import { FixedClock, type Principal, type TeamId, type TenantId, type UserId } from '@rapport/kernel';
import { readPrincipal, signPrincipal } from './signed.principal.js';

const key = Buffer.alloc(32, 7);
const subject = 'rpc.rapport.accounts.v1.ContactService.GetContact';
const sofia: Principal = { id: 'user-1' as UserId, tenant: 'acme' as TenantId, kind: 'person', roles: ['seller'], teams: ['acme/sales' as TeamId] };
const clock = new FixedClock();
const soon = new Date(clock.now().getTime() + 5_000);
const invalid = expect.objectContaining({ code: 'unauthenticated', reason: 'TOKEN_INVALID' });

describe('a signed principal', () => {
  it('is read back as it was signed', () => {
    expect(readPrincipal(key, signPrincipal(key, sofia, subject, soon), subject, clock)).toEqual(sofia);
  });

  it('can stand in a header', () => {
    expect(signPrincipal(key, { ...sofia, teams: ['acme/отдел продаж' as TeamId] }, subject, soon)).toMatch(/^[\w.-]+$/);
  });

  it('is refused for another rpc, with another key, and when changed', () => {
    const header = signPrincipal(key, sofia, subject, soon);
    const [payload, expiry, mac] = header.split('.');
    const grown = Buffer.from(JSON.stringify({ ...sofia, roles: ['manager'] })).toString('base64url');
    expect(() => readPrincipal(key, header, `${subject}s`, clock)).toThrow(invalid);
    expect(() => readPrincipal(Buffer.alloc(32, 8), header, subject, clock)).toThrow(invalid);
    for (const forged of [`${grown}.${expiry}.${mac}`, `${payload}.zzzzzzzzz.${mac}`, `${payload}.${expiry}.`, `${payload}.${expiry}`, '', '...']) {
      expect(() => readPrincipal(key, forged, subject, clock)).toThrow(invalid);
    }
  });

  it('ends at its time, which says that two clocks are apart and by how much, and not that the caller’s token is bad', () => {
    const header = signPrincipal(key, sofia, subject, new Date(clock.now().getTime() - 480_000));
    const apart = { code: 'unavailable', reason: 'CLOCKS_APART', details: { retryAfterMs: 15_000, params: { seconds: 480 } } };
    expect(() => readPrincipal(key, header, subject, clock)).toThrow(expect.objectContaining(apart));
  });

  it('needs a whole key', () => {
    expect(() => signPrincipal(Buffer.alloc(16), sofia, subject, soon)).toThrow('32 bytes');
  });
});
