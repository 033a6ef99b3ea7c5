import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { bindingOf, isOpen, services } from '@rapport/contracts';
import { openDoor } from './src/rig/door.rig.js';

let door: Awaited<ReturnType<typeof openDoor>>;
beforeEach(async () => void (door = await openDoor({ ratePerSecond: 10, rateBurst: 50 })));
afterEach(() => door.gateway.close());

const unsubscribe = '/v1/consent/unsubscribe?tenant=acme&token=AQ';
const oneClick = { method: 'POST', body: 'List-Unsubscribe=One-Click', headers: { 'content-type': 'application/x-www-form-urlencoded' } };

describe('a route that the contract leaves open', () => {
  it('takes the click of a mail program, without token, cookie or page of ours, in the tenant that the address names', async () => {
    expect((await door.ask(unsubscribe, { ...oneClick, as: '' })).status).toBe(200);
    const form = new FormData();
    form.set('List-Unsubscribe', 'One-Click');
    expect((await door.ask(unsubscribe, { method: 'POST', body: form, as: '' })).status).toBe(200);
    expect(door.rpc.asked.map(({ method, request, call }) => [method.name, (request as { token?: string }).token, call.principal])).toEqual(
      [1, 2].map(() => ['Unsubscribe', 'AQ', { id: 'visitor', tenant: 'acme', kind: 'service', roles: ['service'], teams: [] }]),
    );
  });

  it('does not ask who somebody is who says so, and gives them nothing for it', async () => {
    for (const as of ['acme_dpo', 'nonsense']) await door.ask(unsubscribe, { ...oneClick, as });
    expect(door.rpc.asked.map(({ call }) => call.principal.id)).toEqual(['visitor', 'visitor']);
  });

  it('is not done by looking: programs open links before people do', async () => {
    expect((await door.ask(unsubscribe, { as: '' })).status).toBe(405);
    expect(door.rpc.asked).toEqual([]);
  });

  it.each(['/v1/consent/unsubscribe?token=AQ', '/v1/consent/unsubscribe?tenant=9&token=AQ'])('is refused for an address that is not whole: %s', async (path) =>
    expect(await door.ask(path, { ...oneClick, as: '' })).toMatchObject({ status: 400, json: { reason: 'INVALID_REQUEST' } }),
  );

  it('holds back a network that comes too often, and nobody who is known', async () => {
    const statuses = [];
    for (let times = 0; times < 8; times++) statuses.push((await door.ask(unsubscribe, { ...oneClick, as: '' })).status);
    expect(statuses.slice(0, 5)).toEqual([200, 200, 200, 200, 200]);
    const refused = await door.ask(unsubscribe, { ...oneClick, as: '' });
    expect([refused.status, refused.json?.['reason'], Number(refused.headers.get('retry-after'))]).toEqual([429, 'RATE_LIMITED', 1]);
    expect((await door.ask('/v1/contacts')).status).toBe(200);
  });
});

it('no other route is open', async () => {
  const closed = services.flatMap((service) => service.methods).filter((method) => bindingOf(method) && !isOpen(method));
  const id = '0192f000-0000-7000-8000-000000000001';
  for (const method of closed) {
    const { route } = bindingOf(method)!;
    const answer = await door.ask(route.path.replaceAll(/\{[^}]+\}/g, id), { method: route.verb, as: '' });
    expect([method.toString(), answer.status]).toEqual([method.toString(), 401]);
  }
  expect(door.rpc.asked).toEqual([]);
});
