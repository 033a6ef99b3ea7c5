import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppError, invalid } from '@rapport/kernel';
import { openDoor } from './src/rig/door.rig.js';
import { serveContacts } from './src/rig/serving.rig.js';

/** What the owner of contacts answers to ids of this spec. */
const refusals: Record<string, () => AppError> = {
  '0192f000-0000-7000-8000-000000000404': () => new AppError('not_found', 'NOT_FOUND', { params: { noun: 'contact' } }),
  '0192f000-0000-7000-8000-000000000412': () =>
    new AppError('stale', 'STALE', { versions: { current: { etag: '2' }, attempted: { given_name: 'A' }, original: { etag: '1' } } }),
  '0192f000-0000-7000-8000-000000000422': () => new AppError('mismatch', 'KEY_REUSED'),
  '0192f000-0000-7000-8000-000000000409': () => new AppError('conflict', 'KEY_IN_FLIGHT'),
  '0192f000-0000-7000-8000-000000000500': () => {
    throw new TypeError('secret of the handler');
  },
};
const id = (end: string) => `0192f000-0000-7000-8000-000000000${end}`;

let door: Awaited<ReturnType<typeof openDoor>>;
let served: Awaited<ReturnType<typeof serveContacts>>;
beforeAll(async () => {
  served = await serveContacts({
    createContact: async (call, { contact }) => {
      call.notes.created = true;
      if (call.command?.key === 'again') call.notes.replayed = true;
      if (contact?.externalId === 'taken')
        throw new AppError('conflict', 'ALREADY_EXISTS', {
          params: { noun: 'contact', field: 'external_id' },
          existing: { noun: 'contact', id: id('001'), field: 'external_id' },
        });
      return { ...contact!, id: id('001'), etag: '1' };
    },
    getContact: async (_call, request) => refused(request.id) ?? { id: request.id, etag: '1' },
    updateContact: async (_call, { contact }) => refused(contact!.id) ?? { ...contact!, etag: '2' },
    listContacts: async (_call, request) => {
      if (request.pageToken) throw invalid('/page_token', 'INVALID_PAGE_TOKEN');
      if (request.filter) throw invalid('/filter', 'INVALID_FILTER', { position: 4, problem: 'expected a value' });
      return { contacts: [] };
    },
  });
  door = await openDoor({}, { rpc: served.rpc });
});
afterAll(async () => {
  await door.gateway.close();
  await served.close();
});

function refused(which: string): undefined {
  const refusal = refusals[which];
  if (refusal) throw refusal();
  return undefined;
}

const post = (body: unknown, init = {}) =>
  door.ask('/v1/contacts', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...init,
  });
const patch = (end: string, body: unknown, headers = {}) =>
  door.ask(`/v1/contacts/${id(end)}`, { method: 'PATCH', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
const places = ({ json }: { json: Record<string, unknown> | undefined }) =>
  (json!['errors'] as { pointer: string; reason: string }[]).map(({ pointer, reason }) => `${pointer} ${reason}`);

describe('a body', () => {
  it.each([
    ['an unknown field', { given: 'A' }, '/given UNKNOWN_FIELD'],
    ['a wrong type', { given_name: 7 }, '/given_name WRONG_TYPE'],
    ['a text that is too long', { given_name: 'x'.repeat(201) }, '/given_name TOO_LONG'],
    ['an invalid phone', { given_name: 'A', phones: [{ value: 'call me' }] }, '/phones/0/value INVALID_PHONE'],
    ['an invalid e-mail', { given_name: 'A', emails: [{ value: 'not an email' }] }, '/emails/0/value INVALID_EMAIL'],
    ['a date that is none', { given_name: 'A', birth_date: '1990-02-30' }, '/birth_date INVALID_DATE'],
    ['too many items', { given_name: 'A', tags: Array.from({ length: 51 }, (_, n) => `t${n}`) }, '/tags TOO_MANY'],
  ])('with %s is refused with its place', async (_what, body, place) => {
    const answer = await post(body);
    expect([answer.status, places(answer)]).toEqual([400, [place]]);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  });

  it('that is no JSON is refused', async () => {
    expect(await post('{"given_name":')).toMatchObject({ status: 400, json: { reason: 'INVALID_JSON' } });
  });

  it('that is too large is refused, whether or not it says its length', async () => {
    const large = JSON.stringify({ given_name: 'x'.repeat(70_000) });
    expect(await post(large)).toMatchObject({
      status: 413,
      json: { reason: 'BODY_TOO_LARGE', detail: 'The body is larger than 65536 bytes. Send it in several parts.' },
    });
    const chunked = new Blob([large]).stream();
    expect(await post('', { body: chunked, duplex: 'half' })).toMatchObject({ status: 413 });
  });

  it('that is far too large gets its answer all the same, before it has been sent', async () => {
    const large = Buffer.alloc(5_000_000, 0x20);
    const answers = await Promise.all(Array.from({ length: 10 }, () => post('', { body: large })));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(413));
  });

  it('that is compressed is told so', async () => {
    const answer = await post('', {
      body: gzipSync('{"given_name":"V"}'),
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip', 'accept-language': 'ru' },
    });
    expect(answer).toMatchObject({ status: 415, json: { detail: 'Отправляйте application/json в UTF-8 без сжатия.' } });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=koi8-r'])('of type %s is refused', async (type) => {
    expect(await post({}, { headers: { 'content-type': type } })).toMatchObject({ status: 415, json: { reason: 'UNSUPPORTED_MEDIA_TYPE' } });
  });

  it('that is missing is said to be required', async () => {
    expect(places(await door.ask('/v1/contacts', { method: 'POST' }))).toEqual([' REQUIRED']);
  });

  it('never comes back in the refusal', async () => {
    const answer = await post({ given_name: 'Мария', phones: [{ value: 'Канарейкина 12' }], emails: [{ value: 'maria at example' }] });
    expect(answer.status).toBe(400);
    expect(answer.text).not.toMatch(/Мария|Канарейкина|maria/);
  });
});

describe('a question', () => {
  it.each([
    ['page_token=made-up', '?page_token INVALID_PAGE_TOKEN'],
    ['filter=tags%3A', '?filter INVALID_FILTER'],
    ['page_size=1000', '?page_size TOO_BIG'],
    ['limit=10', '?limit UNKNOWN_FIELD'],
  ])('%s is refused with its place', async (query, place) => {
    const answer = await door.ask(`/v1/contacts?${query}`);
    expect([answer.status, places(answer)]).toEqual([400, [place]]);
  });

  it('for an id that is none is refused, and for one that is not mine not found', async () => {
    expect(places(await door.ask('/v1/contacts/1'))).toEqual(['{id} INVALID_ID']);
    expect(await door.ask(`/v1/contacts/${id('404')}`)).toMatchObject({
      status: 404,
      json: { reason: 'NOT_FOUND', detail: 'There is no such contact, or you may not see it.' },
    });
  });
});

describe('a caller', () => {
  it.each([
    ['without a token', '', 'UNAUTHENTICATED', 'Bearer realm="rapport"'],
    ['with an expired token', 'old', 'TOKEN_EXPIRED', 'Bearer realm="rapport", error="invalid_token"'],
    ['with a forged token', 'forged', 'TOKEN_INVALID', 'Bearer realm="rapport", error="invalid_token"'],
  ])('%s is asked who they are', async (_who, as, reason, challenge) => {
    const answer = await door.ask('/v1/contacts', { as });
    expect(answer).toMatchObject({ status: 401, json: { reason } });
    expect(answer.headers.get('www-authenticate')).toBe(challenge);
  });

  it('without the right is told which one', async () => {
    expect(await post({ given_name: 'A' }, { headers: { 'content-type': 'application/json', authorization: 'Bearer acme_marketer' } })).toMatchObject({
      status: 403,
      json: { reason: 'FORBIDDEN', detail: 'You do not have the right “contacts.write”. An administrator can give it to you.' },
    });
  });

  it('is told in Russian', async () => {
    const answer = await door.ask('/v1/contacts?limit=1', { headers: { 'accept-language': 'ru-RU,ru;q=0.9' } });
    expect(answer.json).toMatchObject({
      title: 'Неверный запрос',
      errors: [{ detail: expect.stringMatching(/^Такого поля нет; есть такие: page_size, .*count\.$/) }],
    });
    expect(answer.headers.get('content-language')).toBe('ru');
  });
});

describe('a write', () => {
  it('of a version that is no longer the last shows all three', async () => {
    expect(await patch('412', { given_name: 'A' }, { 'if-match': '"1"' })).toMatchObject({
      status: 412,
      json: { reason: 'STALE', current: { etag: '2' }, attempted: { given_name: 'A' }, original: { etag: '1' } },
    });
  });

  it.each([
    ['422', 422, 'KEY_REUSED'],
    ['409', 409, 'KEY_IN_FLIGHT'],
  ])('with a key that is taken (%s) is refused', async (end, status, reason) => {
    expect(await patch(end, { given_name: 'A' }, { 'idempotency-key': 'k' })).toMatchObject({ status, json: { reason } });
  });

  it('with a key that is none is refused', async () => {
    expect(await patch('001', {}, { 'idempotency-key': 'two words' })).toMatchObject({ status: 400, json: { reason: 'INVALID_KEY' } });
  });

  it('that repeats an earlier one says so', async () => {
    const answer = await post({ given_name: 'A' }, { headers: { 'content-type': 'application/json', 'idempotency-key': 'again' } });
    expect([answer.status, answer.headers.get('idempotent-replayed')]).toEqual([201, 'true']);
  });

  it('of a value that another record has names the field and the record', async () => {
    expect(await post({ external_id: 'taken' })).toMatchObject({
      status: 409,
      json: { reason: 'ALREADY_EXISTS', existing: { id: id('001'), field: 'external_id' } },
    });
  });

  it('that fails by our fault says nothing of why, and has a trace id to quote', async () => {
    const answer = await patch('500', { given_name: 'A' });
    expect(answer).toMatchObject({ status: 500, json: { reason: 'INTERNAL', trace_id: answer.headers.get('x-request-id') } });
    expect(answer.text).not.toContain('secret');
  });
});
