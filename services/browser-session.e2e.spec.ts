import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startInstallation, type BrowserSession, type TestInstallation } from '@rapport/testing';

let rapport: TestInstallation;
let sofia: BrowserSession;

beforeAll(async () => {
  rapport = await startInstallation();
  sofia = await rapport.login('sofia');
}, 120_000);
afterAll(() => rapport?.stop());

describe('a browser that signed in', () => {
  it('is known by its cookie and never sees a token', async () => {
    expect((await sofia.get('/v1/me')).json).toMatchObject({
      username: 'sofia',
      tenant: 'acme',
      roles: ['seller'],
      teams: ['acme/sales'],
      signed_in_by: 'session',
    });
    expect(sofia.cookie).not.toMatch(/eyJ/);
  });

  it('writes from our own pages only', async () => {
    const body = { given_name: 'Vera' };
    expect((await sofia.post('/v1/contacts', body)).status).toBe(201);
    for (const headers of [{ 'x-rapport-csrf': '' }, { origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
      const answer = await sofia.post('/v1/contacts', body, { headers: { ...headers, 'accept-language': 'ru' } });
      expect([answer.status, answer.json['reason']]).toEqual([403, 'CSRF']);
      expect(answer.json['detail']).toMatch(/страниц/);
    }
  });

  it('with a wrong password stays outside', async () => {
    await expect(rapport.login('nobody')).rejects.toThrow('was not signed in');
  });

  it('is nobody after it signed out, here and at the provider', async () => {
    const anna = await rapport.login('anna');
    const out = await anna.ask('POST', '/auth/logout');
    expect([out.status, out.headers.getSetCookie().some((line) => /rapport_session=;.*Max-Age=0/.test(line))]).toEqual([200, true]);
    const after = await anna.get('/v1/me');
    expect([after.status, after.json['reason']]).toEqual([401, 'SESSION_EXPIRED']);
    expect(out.json['url']).toContain('/protocol/openid-connect/logout');
  });

  it('stays signed in when the program starts again', async () => {
    expect(await rapport.end()).toBe(0);
    await rapport.restart();
    expect((await sofia.get('/v1/me')).json['username']).toBe('sofia');
  });
});
