import { describe, expect, it } from '@jest/globals';
import { items, until } from '@rapport/testing';
import { expectProblem, frontDoor } from './front-door.fixture.js';

const door = frontDoor();

describe('a version', () => {
  it('travels as ETag and If-Match, and a stale one shows all three', async () => {
    const made = await door.program.post('/v1/contacts', { given_name: 'Vera', family_name: 'Front' });
    const etag = made.headers.get('etag')!;
    const path = `/v1/contacts/${made.json['id']}`;
    expect((await door.program.get(path)).headers.get('etag')).toBe(etag);
    const first = await door.program.ask('PATCH', path, { body: { given_name: 'Anna' }, headers: { 'if-match': etag } });
    expect([first.status, first.headers.get('etag') === etag]).toEqual([200, false]);
    const stale = await expectProblem(
      ({ headers }) => door.program.ask('PATCH', path, { body: { given_name: 'Olga' }, headers: { ...headers, 'if-match': etag } }),
      412,
      'STALE',
    );
    expect(stale.json).toMatchObject({ current: { given_name: 'Anna' }, attempted: { given_name: 'Olga' }, original: { given_name: 'Vera' } });
    expect((await door.program.ask('DELETE', path, { headers: { 'if-match': etag } })).status).toBe(412);
    expect((await door.program.ask('DELETE', path, { headers: { 'if-match': first.headers.get('etag')! } })).status).toBe(200);
  });
});

describe('an Idempotency-Key', () => {
  const withKey = (key: string, headers = {}) => ({ headers: { ...headers, 'idempotency-key': key } });

  it('gives one record and one answer, however often it is sent', async () => {
    const [first, second] = [
      await door.program.post('/v1/contacts', { given_name: 'Vera' }, withKey('once')),
      await door.program.post('/v1/contacts', { given_name: 'Vera' }, withKey('once')),
    ];
    expect([first.status, second.status, second.json['id']]).toEqual([201, 201, first.json['id']]);
    expect([first.headers.get('idempotent-replayed'), second.headers.get('idempotent-replayed')]).toEqual([null, 'true']);
  });

  it('with another body is refused', () =>
    expectProblem(
      async ({ headers }) => {
        await door.program.post('/v1/contacts', { given_name: 'Vera' }, withKey('twice'));
        return door.program.post('/v1/contacts', { given_name: 'Anna' }, withKey('twice', headers));
      },
      422,
      'KEY_REUSED',
    ));

  it('that is being worked on is refused until then', async () => {
    const people200 = Array.from({ length: 200 }, (_, n) => ({ given_name: `Vera ${n}`, tags: ['batch'] }));
    const long = door.program.post('/v1/contacts/batch', { contacts: people200 }, withKey('flight'));
    const meanwhile = await until('a second one finds the first at work', async () => {
      const answer = await door.program.post('/v1/contacts/batch', { contacts: people200 }, withKey('flight', { 'accept-language': 'ru' }));
      return answer.status === 409 && answer;
    });
    expect(meanwhile.json).toMatchObject({ reason: 'KEY_IN_FLIGHT', title: 'Противоречие' });
    expect((await long).status).toBe(200);
    const { total_size: kept } = (await door.program.get(`/v1/contacts?count=true&filter=${encodeURIComponent('tags:"batch"')}`)).json;
    expect(Number(kept)).toBe(200);
  });

  it('that is none is refused', () =>
    expectProblem(({ headers }) => door.program.post('/v1/contacts', { given_name: 'V' }, withKey('two words', headers)), 400, 'INVALID_KEY'));
});

describe('the stream of changes', () => {
  interface Heard {
    readonly id: string;
    readonly change: { readonly id: string; readonly subjects?: readonly { readonly id: string }[] };
  }

  interface Wanted {
    readonly name: string;
    /** The installation's own first records may still be on their way, so each test names its own. */
    readonly isOurs: (change: Heard['change']) => boolean;
    readonly count: number;
    readonly headers?: Record<string, string>;
    /** What is done once the stream is open. */
    readonly meanwhile?: () => Promise<unknown>;
  }

  /** Listens until as many events as are wanted have come; they, in their order. */
  async function heard({ name, isOurs, count, headers = {}, meanwhile }: Wanted): Promise<Heard[]> {
    const leaving = new AbortController();
    const response = await fetch(`${door.rapport.url}/v1/changes`, {
      headers: { authorization: `Bearer ${door.token}`, ...headers },
      signal: leaving.signal,
    });
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    let text = '';
    const events = () =>
      [...text.matchAll(/^id: (.+)\nevent: (.+)\ndata: (.+)\n\n/gm)]
        .filter(([, , event]) => event === name)
        .map(([, id, , data]): Heard => ({ id: id!, change: JSON.parse(data!) as Heard['change'] }))
        .filter(({ change }) => isOurs(change));
    const listening = (async () => {
      for await (const chunk of response.body!) text += Buffer.from(chunk).toString('utf8');
    })().catch(() => undefined);
    await meanwhile?.();
    await until(`${count} of ${name}`, () => events().length >= count);
    leaving.abort();
    await listening;
    return events();
  }

  it('tells what changes, and goes on after the last that was heard without a gap or a repeat', async () => {
    const ids: string[] = [];
    const add = async (count: number) => {
      for (let n = 0; n < count; n += 1) ids.push(String((await door.create())['id']));
    };
    const created = { name: 'ContactCreated', isOurs: ({ id }: Heard['change']) => ids.includes(id) };
    const first = await heard({ ...created, count: 2, meanwhile: () => add(2) });
    await add(3);
    const second = await heard({ ...created, count: 4, headers: { 'last-event-id': first[0]!.id } });
    expect([first[0]!.change.id, ...second.map(({ change }) => change.id)]).toEqual(ids);
  });

  it('tells whose timeline has something new, whether a program or an event put it there', async () => {
    let id = '';
    const put = async () => {
      id = String((await door.create())['id']);
      await door.program.ask('PATCH', `/v1/contacts/${id}`, { body: { given_name: 'Anna' } });
      const call = { subject: { noun: 'contact', id }, kind: 'call', occurred_at: '2026-01-15T09:30:00Z', source: 'telephony', source_id: id };
      expect((await door.program.post('/v1/timeline', call)).status).toBe(200);
    };
    const told = await heard({ name: 'TimelineEntryPut', isOurs: ({ subjects }) => subjects?.[0]?.id === id, count: 2, meanwhile: put });
    expect(told).toHaveLength(2);
  });

  it('is for those who may know', async () => expect((await door.rapport.bearer().get('/v1/changes')).status).toBe(401));
});

describe('every answer', () => {
  it('carries limits, a trace id and strict headers', async () => {
    const { headers } = await door.program.get('/v1/contacts?page_size=1');
    expect(headers.get('ratelimit-policy')).toMatch(/"caller";q=\d+;w=\d+/);
    expect(Number(headers.get('ratelimit-limit'))).toBeGreaterThan(Number(headers.get('ratelimit-remaining')));
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f]{32}$/);
    expect(Object.fromEntries(headers)).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'cache-control': 'no-store' });
    for (const page of ['/docs', '/v1/contacts', '/nothing'])
      expect((await door.rapport.bearer().get(page)).headers.get('content-security-policy')).toMatch(/^default-src 'none'(?!.*unsafe)/);
  });
});

describe('the operator’s pages', () => {
  it('say that it lives, that it may have traffic, and how it does', async () => {
    const anybody = door.rapport.bearer();
    expect((await anybody.get('/healthz')).json).toEqual({ status: 'alive' });
    const ready = await anybody.get('/readyz');
    expect([ready.status, items(ready.json['checks']).every(({ ok }) => ok)]).toEqual([200, true]);
    expect((await anybody.get('/metrics')).text).toMatch(/^http_\w+\{.*route="\/v1\/contacts.*\} \d/m);
  });

  it('describe the API of this very installation', async () => {
    const { json } = await door.rapport.bearer().get('/openapi.json');
    expect(json['openapi']).toBe('3.1.0');
    expect(Object.keys(json['paths']!)).toEqual(expect.arrayContaining(['/v1/contacts', '/v1/contacts/{id}', '/v1/changes']));
  });
});
