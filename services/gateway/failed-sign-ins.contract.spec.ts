import { afterEach, describe, expect, it } from '@jest/globals';
import { openDoor } from './src/rig/door.rig.js';

let door: Awaited<ReturnType<typeof openDoor>>;
afterEach(() => door.gateway.close());

const from = (address: string, as: string) => door.ask('/v1/contacts', { as, headers: { 'x-forwarded-for': address } });
const statuses = async (count: number, ask: () => Promise<{ status: number }>) => {
  const seen = [];
  for (let n = 0; n < count; n += 1) seen.push((await ask()).status);
  return seen;
};

describe('a network that fails too often to say who it is', () => {
  it('is told to come again, with a token of any kind that is not good', async () => {
    door = await openDoor({ failedSignInsPerMinute: 2 });
    expect(await statuses(2, () => door.ask('/v1/contacts', { as: 'forged' }))).toEqual([401, 401]);
    const refused = await door.ask('/v1/contacts', { as: 'old', headers: { 'accept-language': 'ru' } });
    expect([refused.status, refused.json?.['reason'], refused.headers.get('retry-after')]).toEqual([429, 'RATE_LIMITED', '30']);
    expect(refused.json?.['detail']).toMatch(/Повторите через \d+ с/);
  });

  it('keeps out nobody who is known, and nobody who sends nothing', async () => {
    door = await openDoor({ failedSignInsPerMinute: 1 });
    expect(await statuses(3, () => door.ask('/v1/contacts', { as: 'forged' }))).toEqual([401, 429, 429]);
    expect([(await door.ask('/v1/contacts')).status, (await door.ask('/v1/contacts', { as: '' })).status]).toEqual([200, 401]);
  });

  it('is told apart by what a trusted proxy says, and by nobody else’s word', async () => {
    door = await openDoor({ failedSignInsPerMinute: 1, trustedProxies: '127.0.0.1' });
    expect([(await from('192.0.2.1', 'forged')).status, (await from('192.0.2.2', 'forged')).status, (await from('192.0.2.1', 'forged')).status]).toEqual([
      401, 401, 429,
    ]);
    await door.gateway.close();
    door = await openDoor({ failedSignInsPerMinute: 1 });
    expect([(await from('192.0.2.1', 'forged')).status, (await from('192.0.2.2', 'forged')).status]).toEqual([401, 429]);
  });
});

describe('passwords', () => {
  const openProvider = (status: () => number) => {
    const tried: string[] = [];
    const provider = openDoor(
      { failedSignInsPerMinute: 2 },
      {
        embeddedIdentity: (request, response) => {
          tried.push(request.url ?? '');
          response.writeHead(status()).end();
        },
      },
    );
    return provider.then((opened) => Object.assign(opened, { tried }));
  };
  const path = '/realms/rapport/login-actions/authenticate/1';

  it('that are wrong too often are no longer looked at, and a person reads why', async () => {
    const opened = await openProvider(() => 200);
    door = opened;
    const tryOne = (accept: string) =>
      door.ask(path, { method: 'POST', as: '', headers: { accept, 'accept-language': 'ru' }, body: new URLSearchParams({ password: 'x' }) });
    expect(await statuses(2, () => tryOne('text/html'))).toEqual([200, 200]);
    const [page, problem] = [await tryOne('text/html'), await tryOne('application/json')];
    expect([page.status, page.headers.get('retry-after'), page.headers.get('content-type')]).toEqual([429, '30', 'text/html; charset=utf-8']);
    expect(page.text).toContain('Слишком много запросов');
    expect([problem.status, problem.json?.['reason']]).toEqual([429, 'RATE_LIMITED']);
    expect(opened.tried).toHaveLength(2);
    expect((await door.ask(path, { as: '' })).status).toBe(200);
  });

  it('that are right do not count', async () => {
    door = await openProvider(() => 303);
    expect(await statuses(4, () => door.ask(path, { method: 'POST', as: '', redirect: 'manual' }))).toEqual([303, 303, 303, 303]);
  });

  it('do not count for tokens', async () => {
    door = await openProvider(() => 401);
    expect(await statuses(3, () => door.ask('/realms/rapport/protocol/openid-connect/token', { method: 'POST', as: '' }))).toEqual([401, 401, 429]);
    expect((await door.ask('/v1/contacts', { as: 'forged' })).status).toBe(401);
  });
});
