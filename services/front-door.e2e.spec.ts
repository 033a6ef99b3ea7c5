import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  claimsIn,
  forged,
  items,
  signedAgain,
  startInstallation,
  until,
  type Answer,
  type BrowserSession,
  type Caller,
  type TestInstallation,
} from '@rapport/testing';

let rapport: TestInstallation;
let program: Caller;
let token: string;
const people: Record<string, BrowserSession> = {};

beforeAll(async () => {
  rapport = await startInstallation({ settings: { MAX_BODY_BYTES: '65536' } });
  token = await rapport.token();
  program = rapport.bearer(token);
  for (const username of ['sofia', 'max', 'gleb']) people[username] = await rapport.login(username);
}, 120_000);
afterAll(() => rapport?.stop());

const places = ({ json }: Answer) => items(json['errors']).map(({ pointer, reason }) => `${pointer} ${reason}`);
const inLanguage = (language: string) => ({ headers: { 'accept-language': language } });
const create = async (body: object = {}) => (await program.post('/v1/contacts', { given_name: 'Vera', family_name: 'Front', ...body })).json;

/** Every problem document has the same shape, in the language that was asked for. */
async function expectProblem(question: (asking: { headers: Record<string, string> }) => Promise<Answer>, status: number, reason: string): Promise<Answer> {
  const [english, russian] = [await question(inLanguage('en')), await question(inLanguage('ru'))];
  for (const answer of [english, russian]) {
    expect([answer.status, answer.json['reason']]).toEqual([status, reason]);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.json).toMatchObject({ type: `/problems/${reason}`, status, trace_id: answer.headers.get('x-request-id') });
  }
  expect(`${english.json['title']}${english.json['detail']}`).toMatch(/^[^а-яё]+$/i);
  expect(`${russian.json['title']}${russian.json['detail']}`).toMatch(/[а-яё]/i);
  for (const { detail } of items(russian.json['errors'])) expect(detail).toMatch(/[а-яё]/i);
  return english;
}

describe('bad input: a body', () => {
  it.each([
    ['an unknown field', { nickname: 'V' }, '/nickname UNKNOWN_FIELD'],
    ['a wrong type', { given_name: 7 }, '/given_name WRONG_TYPE'],
    ['a text that is too long', { given_name: 'x'.repeat(201) }, '/given_name TOO_LONG'],
    ['an invalid phone', { given_name: 'V', phones: [{ value: '12' }] }, '/phones/0/value INVALID_PHONE'],
    ['an invalid e-mail', { given_name: 'V', emails: [{ value: 'a@b@c' }] }, '/emails/0/value INVALID_EMAIL'],
    ['an unknown custom field', { given_name: 'V', custom: { 'no-such': 1 } }, '/custom/no-such UNKNOWN_CUSTOM_FIELD'],
    ['nobody', {}, '/family_name ONE_REQUIRED'],
  ])('with %s is refused with its place', async (_what, body, place) => {
    const answer = await expectProblem((asking) => program.post('/v1/contacts', body, asking), 400, 'INVALID_REQUEST');
    expect(places(answer)).toEqual([place]);
  });

  it.each(['{"given_name":', 'null', '[]', '"text"'])('%s is no JSON document of a person', async (body) => {
    expect((await program.post('/v1/contacts', body)).status).toBe(400);
  });

  it('that is no JSON is told so', () => expectProblem((asking) => program.post('/v1/contacts', '{"given_name":', asking), 400, 'INVALID_JSON'));

  it('that is too large is told the limit', async () => {
    const answer = await expectProblem((asking) => program.post('/v1/contacts', { given_name: 'x'.repeat(70_000) }, asking), 413, 'BODY_TOO_LARGE');
    expect(answer.json['detail']).toBe('The body is larger than 65536 bytes.');
  });

  it('of another type is told what to send', () =>
    expectProblem(
      ({ headers }) => program.post('/v1/contacts', 'x', { headers: { ...headers, 'content-type': 'text/plain' } }),
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ));
});

describe('bad input: a question', () => {
  it.each([
    ['page_token=made-up', '?page_token INVALID_PAGE_TOKEN'],
    ['filter=tags%3A', '?filter INVALID_FILTER'],
    ['filter=no_such_field%20%3D%20%22x%22', '?filter INVALID_FILTER'],
    ['order_by=nickname', '?order_by INVALID_ORDER'],
    ['fields=nickname', '?fields INVALID_FIELD_MASK'],
    ['page_size=201', '?page_size TOO_BIG'],
    ['page_size=many', '?page_size WRONG_TYPE'],
    ['nickname=V', '?nickname UNKNOWN_FIELD'],
  ])('%s is refused with its place', async (query, place) => {
    const answer = await expectProblem((asking) => program.get(`/v1/contacts?${query}`, asking), 400, 'INVALID_REQUEST');
    expect(places(answer)).toEqual([place]);
  });

  it('with a page token of another question is refused', async () => {
    await create();
    await create();
    const { next_page_token: page } = (await program.get('/v1/contacts?page_size=1')).json;
    expect(
      places(await program.get(`/v1/contacts?page_size=1&filter=${encodeURIComponent('tags:"vip"')}&page_token=${encodeURIComponent(String(page))}`)),
    ).toEqual(['?page_token INVALID_PAGE_TOKEN']);
  });

  it('with personal data in its address is sent to where it belongs', async () => {
    const filter = 'family_name = "Front"';
    expect((await program.get(`/v1/contacts?filter=${encodeURIComponent(filter)}`)).status).toBe(400);
    expect((await program.post('/v1/contacts/search', { filter })).status).toBe(200);
  });

  it('at no address is told so', () => expectProblem((asking) => program.get('/v1/nothing', asking), 404, 'ROUTE_NOT_FOUND'));

  it('with a method that the address does not take is told which it takes', async () => {
    const answer = await expectProblem((asking) => program.ask('PUT', '/v1/contacts', asking), 405, 'METHOD_NOT_ALLOWED');
    expect(answer.headers.get('allow')).toContain('POST');
  });
});

describe('bad input: an id', () => {
  it('that is none is refused', async () => expect(places(await program.get('/v1/contacts/1'))).toEqual(['{id} INVALID_ID']));

  it('of nobody is not found', () => expectProblem((asking) => program.get('/v1/contacts/01900000-0000-7000-8000-00000000ffff', asking), 404, 'NOT_FOUND'));

  it('of another tenant is not found either, whatever is done to it', async () => {
    const { id } = await create();
    const stranger = people['gleb']!;
    const path = `/v1/contacts/${id}`;
    for (const [method, at, body] of [
      ['GET', path],
      ['PATCH', path, { given_name: 'X' }],
      ['DELETE', path],
      ['POST', `${path}/restore`, {}],
      ['GET', `/v1/timeline?noun=contact&id=${id}`],
      ['GET', `/v1/notes?noun=contact&id=${id}`],
    ] as const) {
      await expectProblem((asking) => stranger.ask(method, at, { ...asking, ...(body && { body }) }), 404, 'NOT_FOUND');
    }
    expect((await program.get(path)).json['given_name']).toBe('Vera');
  });
});

describe('a caller', () => {
  const asked = (bearer: string | undefined) => (asking: { headers: Record<string, string> }) => rapport.bearer(bearer).get('/v1/contacts', asking);
  const now = () => Math.floor(Date.now() / 1000);

  it('without a token is asked who they are', async () => {
    expect((await expectProblem(asked(undefined), 401, 'UNAUTHENTICATED')).headers.get('www-authenticate')).toBe('Bearer realm="rapport"');
  });

  it('with an expired token is told so', async () => {
    const old = signedAgain(token, { iat: now() - 7200, exp: now() - 3600 }, rapport.dataFolder);
    expect((await expectProblem(asked(old), 401, 'TOKEN_EXPIRED')).headers.get('www-authenticate')).toContain('error="invalid_token"');
  });

  it('with a token for somebody else’s API is refused', async () => {
    await expectProblem(asked(signedAgain(token, { aud: 'another-api' }, rapport.dataFolder)), 401, 'TOKEN_INVALID');
    expect((await asked(signedAgain(token, {}, rapport.dataFolder))(inLanguage('en'))).status).toBe(200);
  });

  it.each([
    ['signed by another key', () => forged(token)],
    ['without a signature', () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${token.split('.')[1]}.`],
    [
      'with altered claims',
      () => [token.split('.')[0], Buffer.from(JSON.stringify({ ...claimsIn(token), tenant: 'globex' })).toString('base64url'), token.split('.')[2]].join('.'),
    ],
    ['of another issuer', () => signedAgain(token, { iss: 'https://id.example/realms/rapport' }, rapport.dataFolder)],
    ['that is none', () => 'token'],
  ])('with a token %s is refused', (_what, make) => expectProblem(asked(make()), 401, 'TOKEN_INVALID'));

  it('without the right is told which one', async () => {
    const answer = await expectProblem((asking) => people['max']!.post('/v1/contacts', { given_name: 'V' }, asking), 403, 'FORBIDDEN');
    expect(answer.json['detail']).toBe('You do not have the right “contacts.write”.');
  });

  it('who asks too often is told when to come again', async () => {
    const busy = await startInstallation({ settings: { RATE_LIMIT_PER_SECOND: '1', RATE_LIMIT_BURST: '3', RAPPORT_DEMO: 'on' } });
    try {
      const caller = await busy.integration();
      const answers = [];
      for (let n = 0; n < 5; n += 1) answers.push(await caller.get('/v1/contacts'));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429]);
      expect(answers[0]!.headers.get('ratelimit-remaining')).toBe('2');
      expect(Number(answers[4]!.headers.get('retry-after'))).toBeGreaterThan(0);
    } finally {
      await busy.stop();
    }
  }, 90_000);
});

describe('a version', () => {
  it('travels as ETag and If-Match, and a stale one shows all three', async () => {
    const made = await program.post('/v1/contacts', { given_name: 'Vera', family_name: 'Front' });
    const etag = made.headers.get('etag')!;
    const path = `/v1/contacts/${made.json['id']}`;
    expect((await program.get(path)).headers.get('etag')).toBe(etag);
    const first = await program.ask('PATCH', path, { body: { given_name: 'Anna' }, headers: { 'if-match': etag } });
    expect([first.status, first.headers.get('etag') === etag]).toEqual([200, false]);
    const stale = await expectProblem(
      ({ headers }) => program.ask('PATCH', path, { body: { given_name: 'Olga' }, headers: { ...headers, 'if-match': etag } }),
      412,
      'STALE',
    );
    expect(stale.json).toMatchObject({ current: { given_name: 'Anna' }, attempted: { given_name: 'Olga' }, original: { given_name: 'Vera' } });
    expect((await program.ask('DELETE', path, { headers: { 'if-match': etag } })).status).toBe(412);
    expect((await program.ask('DELETE', path, { headers: { 'if-match': first.headers.get('etag')! } })).status).toBe(200);
  });
});

describe('an Idempotency-Key', () => {
  const withKey = (key: string, headers = {}) => ({ headers: { ...headers, 'idempotency-key': key } });

  it('gives one record and one answer, however often it is sent', async () => {
    const [first, second] = [
      await program.post('/v1/contacts', { given_name: 'Vera' }, withKey('once')),
      await program.post('/v1/contacts', { given_name: 'Vera' }, withKey('once')),
    ];
    expect([first.status, second.status, second.json['id']]).toEqual([201, 201, first.json['id']]);
    expect([first.headers.get('idempotent-replayed'), second.headers.get('idempotent-replayed')]).toEqual([null, 'true']);
  });

  it('with another body is refused', () =>
    expectProblem(
      async ({ headers }) => {
        await program.post('/v1/contacts', { given_name: 'Vera' }, withKey('twice'));
        return program.post('/v1/contacts', { given_name: 'Anna' }, withKey('twice', headers));
      },
      422,
      'KEY_REUSED',
    ));

  it('that is being worked on is refused until then', async () => {
    const people200 = Array.from({ length: 200 }, (_, n) => ({ given_name: `Vera ${n}`, tags: ['batch'] }));
    const long = program.post('/v1/contacts/batch', { contacts: people200 }, withKey('flight'));
    const meanwhile = await until('a second one finds the first at work', async () => {
      const answer = await program.post('/v1/contacts/batch', { contacts: people200 }, withKey('flight', { 'accept-language': 'ru' }));
      return answer.status === 409 && answer;
    });
    expect(meanwhile.json).toMatchObject({ reason: 'KEY_IN_FLIGHT', title: 'Противоречие' });
    expect((await long).status).toBe(200);
    const { total_size: kept } = (await program.get(`/v1/contacts?count=true&filter=${encodeURIComponent('tags:"batch"')}`)).json;
    expect(Number(kept)).toBe(200);
  });

  it('that is none is refused', () =>
    expectProblem(({ headers }) => program.post('/v1/contacts', { given_name: 'V' }, withKey('two words', headers)), 400, 'INVALID_KEY'));
});

describe('the stream of changes', () => {
  /** Listens until `count` events have come; their ids and whom they are about, in their order. */
  async function heard(
    count: number,
    headers: Record<string, string>,
    meanwhile: () => Promise<unknown> = async () => undefined,
  ): Promise<{ id: string; about: string }[]> {
    const leaving = new AbortController();
    const response = await fetch(`${rapport.url}/v1/changes`, { headers: { authorization: `Bearer ${token}`, ...headers }, signal: leaving.signal });
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const done = meanwhile();
    let text = '';
    const events = () =>
      [...text.matchAll(/^id: (.+)\nevent: .+\ndata: (.+)\n\n/gm)].map(([, id, data]) => ({ id: id!, about: (JSON.parse(data!) as { id: string }).id }));
    for await (const chunk of response.body!) {
      text += Buffer.from(chunk).toString('utf8');
      if (events().length >= count) break;
    }
    leaving.abort();
    await done;
    return events();
  }

  it('tells what changes, and goes on after the last that was heard without a gap or a repeat', async () => {
    const ids: string[] = [];
    const add = async (count: number) => {
      for (let n = 0; n < count; n += 1) ids.push(String((await create())['id']));
    };
    const first = await heard(2, {}, () => add(2));
    await add(3);
    const second = await heard(4, { 'last-event-id': first[0]!.id });
    expect([first[0]!.about, ...second.map(({ about }) => about)]).toEqual(ids);
  });

  it('is for those who may know', async () => expect((await rapport.bearer().get('/v1/changes')).status).toBe(401));
});

describe('every answer', () => {
  it('carries limits, a trace id and strict headers', async () => {
    const { headers } = await program.get('/v1/contacts?page_size=1');
    expect(headers.get('ratelimit-policy')).toMatch(/"caller";q=\d+;w=\d+/);
    expect(Number(headers.get('ratelimit-limit'))).toBeGreaterThan(Number(headers.get('ratelimit-remaining')));
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f]{32}$/);
    expect(Object.fromEntries(headers)).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'cache-control': 'no-store' });
    for (const page of ['/docs', '/v1/contacts', '/nothing'])
      expect((await rapport.bearer().get(page)).headers.get('content-security-policy')).toMatch(/^default-src 'none'(?!.*unsafe)/);
  });
});

describe('the operator’s pages', () => {
  it('say that it lives, that it may have traffic, and how it does', async () => {
    const anybody = rapport.bearer();
    expect((await anybody.get('/healthz')).json).toEqual({ status: 'alive' });
    const ready = await anybody.get('/readyz');
    expect([ready.status, items(ready.json['checks']).every(({ ok }) => ok)]).toEqual([200, true]);
    expect((await anybody.get('/metrics')).text).toMatch(/^http_\w+\{.*route="\/v1\/contacts.*\} \d/m);
  });

  it('describe the API of this very installation', async () => {
    const { json } = await rapport.bearer().get('/openapi.json');
    expect(json['openapi']).toBe('3.1.0');
    expect(Object.keys(json['paths']!)).toEqual(expect.arrayContaining(['/v1/contacts', '/v1/contacts/{id}', '/v1/changes']));
  });
});
