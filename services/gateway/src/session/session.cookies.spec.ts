import { describe, expect, it } from '@jest/globals';
import { SessionCookies } from './session.cookies.js';
import { sessionSeal } from './session.seal.js';

const key = Buffer.alloc(32, 5);
const bundle = { state: 'state-of-this-login', nonce: 'nonce', codeVerifier: 'verifier', returnTo: '/contacts' };
const value = 'v'.repeat(43);

describe('the cookies of sign-in', () => {
  const secure = new SessionCookies(true, sessionSeal(key));
  const plain = new SessionCookies(false, sessionSeal(key));
  const pair = (line: string) => line.split(';')[0]!;

  it('are bound to this very host over https', () => {
    expect(secure.setSession(value)).toBe(`__Host-rapport_session=${value}; Path=/; HttpOnly; SameSite=Lax; Secure`);
    expect(plain.setSession(value)).toBe(`rapport_session=${value}; Path=/; HttpOnly; SameSite=Lax`);
  });

  it('of plain http are worth nothing over https', () => {
    expect(secure.session(pair(plain.setSession(value)))).toBeUndefined();
    expect(secure.session(`a=1; ${pair(secure.setSession(value))}; b=2`)).toBe(value);
  });

  it('bring back what a login needs, unreadable on the way', () => {
    const line = plain.setLogin(bundle);
    expect(plain.login(pair(line), bundle.state)).toEqual(bundle);
    expect(line).not.toContain('verifier');
    expect(Buffer.from(pair(line).split('=')[1]!, 'base64url').toString('latin1')).not.toContain('verifier');
  });

  it('do not open when changed, for another login, or with another key', () => {
    const cookie = pair(plain.setLogin(bundle));
    expect(plain.login(`${cookie}A`, bundle.state)).toBeUndefined();
    expect(plain.login(cookie, 'another')).toBeUndefined();
    expect(new SessionCookies(false, sessionSeal(Buffer.alloc(32, 6))).login(cookie, bundle.state)).toBeUndefined();
  });

  it('are refused in a form that we never give', () => {
    expect([`rapport_session=short`, `rapport_session=${value}x`, '', undefined].map((header) => plain.session(header))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
