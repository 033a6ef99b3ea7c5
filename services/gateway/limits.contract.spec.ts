import { create } from '@bufbuild/protobuf';
import { afterEach, describe, expect, it } from '@jest/globals';
import { openDoor } from './src/rig/door.rig.js';

let door: Awaited<ReturnType<typeof openDoor>>;
afterEach(() => door.gateway.close());

const until = async (met: () => boolean) => {
  while (!met()) await new Promise((done) => setTimeout(done, 5));
};

/** A door whose rpcs wait until the spec lets them go. */
async function openSlowDoor(changed: Parameters<typeof openDoor>[0] = {}) {
  const gate = Promise.withResolvers<void>();
  door = await openDoor(changed);
  door.rpc.answering = async ({ method }) => {
    await gate.promise;
    return { answer: create(method.output) };
  };
  return gate;
}

describe('a caller over the limit', () => {
  it('is told so with 429 and when to come again, and does not reach the rpc', async () => {
    door = await openDoor({ ratePerSecond: 1, rateBurst: 2 });
    const answers = [await door.ask('/v1/contacts'), await door.ask('/v1/contacts'), await door.ask('/v1/contacts')];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(answers[0]!.headers.get('ratelimit-remaining')).toBe('1');
    expect(answers[2]!.headers.get('retry-after')).toBe('1');
    expect(answers[2]!.json).toMatchObject({ reason: 'RATE_LIMITED', detail: 'Too many requests. Try again in 1 s.' });
    expect(door.rpc.asked).toHaveLength(2);
  });

  it('leaves room for others', async () => {
    door = await openDoor({ ratePerSecond: 1, rateBurst: 1 });
    await door.ask('/v1/contacts');
    expect([(await door.ask('/v1/contacts')).status, (await door.ask('/v1/contacts', { as: 'acme_manager' })).status]).toEqual([429, 200]);
  });
});

describe('a full house', () => {
  it('turns away early with 503 and Retry-After, and lets in again when there is room', async () => {
    const gate = await openSlowDoor({ maxInFlight: 2 });
    const inside = [door.ask('/v1/contacts'), door.ask('/v1/contacts')];
    await until(() => door.rpc.asked.length === 2);
    const turned = await door.ask('/v1/contacts');
    expect([turned.status, turned.json?.['reason'], turned.headers.get('retry-after')]).toEqual([503, 'OVERLOADED', '1']);
    expect((await door.ask('/healthz')).status).toBe(200);
    gate.resolve();
    expect((await Promise.all(inside)).map(({ status }) => status)).toEqual([200, 200]);
    expect((await door.ask('/v1/contacts')).status).toBe(200);
  });

  it('has room again after callers hung up', async () => {
    const gate = await openSlowDoor({ maxInFlight: 1 });
    const leaving = new AbortController();
    const left = door.ask('/v1/contacts', { signal: leaving.signal }).catch(() => undefined);
    await until(() => door.rpc.asked.length === 1);
    leaving.abort();
    await left;
    gate.resolve();
    await until(() => door.log.lines.length === 1);
    expect((await door.ask('/v1/contacts')).status).toBe(200);
  });
});

describe('work in bulk', () => {
  const batch = () =>
    door.ask('/v1/contacts/batch', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"contacts":[{"given_name":"V"}]}' });

  it('gives way: when its places are taken it is asked to come later, and people are served', async () => {
    const gate = await openSlowDoor({ maxInFlight: 4, bulkShare: 0.5 });
    const inside = [batch(), batch()];
    await until(() => door.rpc.asked.length === 2);
    const turned = await batch();
    expect([turned.status, turned.json?.['reason'], turned.headers.get('retry-after')]).toEqual([503, 'OVERLOADED', '5']);
    const live = [door.ask('/v1/contacts'), door.ask('/v1/contacts')];
    await until(() => door.rpc.asked.length === 4);
    gate.resolve();
    expect((await Promise.all([...inside, ...live])).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });
});

describe('closing', () => {
  it('says first that it is not ready, and still takes what comes until everybody has noticed', async () => {
    door = await openDoor({ shutdownDelayMs: 300 });
    const closed = door.gateway.close();
    const [ready, live] = [await door.ask('/readyz', { as: '' }), await door.ask('/v1/contacts')];
    expect([ready.status, live.status, live.headers.get('connection')]).toEqual([503, 200, 'close']);
    await closed;
    await expect(door.ask('/v1/contacts')).rejects.toThrow();
  });

  it('finishes what is under way, takes nothing new and says that it is not ready', async () => {
    const gate = await openSlowDoor({ shutdownGraceMs: 20_000 });
    const inside = door.ask('/v1/contacts');
    await until(() => door.rpc.asked.length === 1);
    const closed = door.gateway.close();
    await expect(door.ask('/readyz')).rejects.toThrow();
    const began = Date.now();
    gate.resolve();
    expect((await inside).status).toBe(200);
    await closed;
    expect(Date.now() - began).toBeLessThan(9000);
  });

  it('cuts what is not finished within the grace', async () => {
    await openSlowDoor({ shutdownGraceMs: 100 });
    const inside = door.ask('/v1/contacts').then(
      () => 'answered',
      () => 'cut',
    );
    await until(() => door.rpc.asked.length === 1);
    const began = Date.now();
    await door.gateway.close();
    expect(await inside).toBe('cut');
    expect(Date.now() - began).toBeLessThan(2000);
  });
});

describe('the metrics', () => {
  it('count answers by route, and what was turned away', async () => {
    door = await openDoor({ ratePerSecond: 1, rateBurst: 1 });
    await door.ask('/v1/contacts?filter=canary');
    await door.ask('/v1/contacts');
    const { text } = await door.ask('/metrics', { as: '' });
    expect(text).toMatch(/http_requests_total\{route="\/v1\/contacts",status="429"\} \d/);
    expect(text).toMatch(/http_requests_refused_total\{why="rate"\} \d/);
    expect(text).not.toContain('canary');
  });
});

describe('readiness', () => {
  it('names each check and is 503 when one fails', async () => {
    door = await openDoor(
      {},
      {
        ready: async () => [
          { name: 'database', ok: true },
          { name: 'broker', ok: false, detail: 'UNAVAILABLE' },
        ],
      },
    );
    expect(await door.ask('/readyz', { as: '' })).toMatchObject({
      status: 503,
      json: {
        checks: [
          { name: 'accepting', ok: true },
          { name: 'database', ok: true },
          { name: 'broker', ok: false, detail: 'UNAVAILABLE' },
        ],
      },
    });
  });
});
