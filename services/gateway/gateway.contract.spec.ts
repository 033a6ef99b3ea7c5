import { create } from '@bufbuild/protobuf';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ContactSchema, type CreateContactRequest } from '@rapport/contracts';
import { request as rawRequest } from 'node:http';
import { connect } from 'node:net';
import { openDoor } from './src/rig/door.rig.js';

let door: Awaited<ReturnType<typeof openDoor>>;
beforeEach(async () => void (door = await openDoor()));
afterEach(() => door.gateway.close());

const id = '0192f000-0000-7000-8000-000000000001';
const json = { 'content-type': 'application/json' };
const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const never = () => new Promise<never>(() => undefined);

describe('a write', () => {
  it('is carried to the rpc and back, with the place and the version of what came of it', async () => {
    door.rpc.answering = ({ request }) => ({
      answer: create(ContactSchema, { ...(request as CreateContactRequest).contact!, id, etag: '1' }),
      notes: { created: true },
    });
    const answer = await door.ask('/v1/contacts', { method: 'POST', headers: json, body: JSON.stringify({ given_name: 'Мария', standing: 'customer' }) });
    expect(answer).toMatchObject({ status: 201, json: { id, given_name: 'Мария', standing: 'customer', etag: '1' } });
    expect([answer.headers.get('location'), answer.headers.get('etag'), answer.headers.get('idempotent-replayed')]).toEqual([
      `/v1/contacts/${id}`,
      '"1"',
      null,
    ]);
  });

  it('takes who, what key, how long and which trace along', async () => {
    const sent = Date.now();
    const headers = { ...json, 'idempotency-key': 'k-1', prefer: 'wait=3', traceparent, 'accept-language': 'ru' };
    const answer = await door.ask('/v1/contacts', { method: 'POST', headers, body: '{}' });
    const { call } = door.rpc.asked[0]!;
    expect(call).toMatchObject({ principal: { id: 'user-acme_seller', tenant: 'acme' }, idempotencyKey: 'k-1', locale: 'ru', trace: { traceparent } });
    expect(call.deadline.getTime() - sent).toBeGreaterThanOrEqual(3000);
    expect(call.deadline.getTime() - sent).toBeLessThan(4000);
    expect(answer.headers.get('x-request-id')).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
  });

  it('goes to the fixed path before the one with a variable', async () => {
    await door.ask('/v1/contacts/batch', { method: 'POST', headers: json, body: '{"contacts":[{}]}' });
    expect(door.rpc.asked[0]!.method.name).toBe('BatchWriteContacts');
  });

  it('has variables of a path decoded once, whatever they hold', async () => {
    const external = 'erp/42 %2F ключ?#';
    await door.ask(`/v1/contacts/by-external-id/${encodeURIComponent(external)}`, { method: 'PUT', headers: json, body: '{}' });
    expect(door.rpc.asked[0]!.request).toMatchObject({ externalId: external });
  });

  it('is given up when the caller hangs up', async () => {
    door.rpc.answering = never;
    const leaving = new AbortController();
    const asked = door.ask('/v1/contacts', { method: 'POST', headers: json, body: '{}', signal: leaving.signal }).catch(() => 'left');
    while (door.rpc.asked.length === 0) await new Promise((done) => setTimeout(done, 5));
    const { signal } = door.rpc.asked[0]!.call;
    const aborted = new Promise((done) => signal.addEventListener('abort', done));
    leaving.abort();
    await aborted;
    expect(await asked).toBe('left');
    expect(door.log.lines.at(-1)?.fields).toMatchObject({ status: 499, route: '/v1/contacts' });
  });
});

describe('an address', () => {
  it.each([
    ['GET', '/v1/nothing', 404],
    ['GET', '/v1/contacts/', 404],
    ['DELETE', '/v1/contacts/', 404],
    ['GET', `/v1//contacts`, 404],
    ['GET', '/V1/contacts', 404],
    ['GET', `/v1/contacts/${'x'.repeat(2500)}`, 404],
    ['GET', '/v1/contacts/%', 400],
    ['GET', '/v1/contacts/%ff', 400],
    ['GET', '/v1/contacts?filter=%ff', 400],
    ['PUT', '/v1/contacts', 405],
    ['TRACE', '/v1/contacts', 405],
    ['GET', '/v1/contacts/batch', 405],
    ['GET', `/v1/contacts/${id}/restore`, 405],
  ])('%s %s is %d, as a problem document with a trace id and strict headers', async (method, path, status) => {
    const answer = await raw(method, path);
    expect(answer).toMatchObject({ status, json: { status, trace_id: expect.stringMatching(/^[0-9a-f]{32}$/) } });
    expect(answer.headers).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    expect(door.rpc.asked).toHaveLength(0);
  });

  it('says by OPTIONS and by 405 what it takes', async () => {
    const [options, wrong] = [await door.ask('/v1/contacts', { method: 'OPTIONS', as: '' }), await door.ask('/v1/contacts', { method: 'DELETE', as: '' })];
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'POST, GET, HEAD, OPTIONS']);
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST, GET, HEAD, OPTIONS']);
    expect(options.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('answers HEAD as GET, without the body', async () => {
    const answer = await door.ask('/v1/contacts', { method: 'HEAD' });
    expect([answer.status, answer.text, door.rpc.asked[0]?.method.name]).toEqual([200, '', 'ListContacts']);
  });

  it('is in the log as its route, never with an id or a word that somebody typed', async () => {
    await door.ask(`/v1/contacts/${id}?shoe_size=canary`);
    await door.ask('/canary/maria@example.org');
    await door.ask('/v1/contacts', { method: 'POST', headers: json, body: '{"given_name":"canary"}' });
    expect(door.log.lines.map(({ fields }) => [fields?.['method'], fields?.['route'], fields?.['status'], fields?.['tenant']])).toEqual([
      ['GET', '/v1/contacts/{id}', 400, 'acme'],
      ['GET', undefined, 404, undefined],
      ['POST', '/v1/contacts', 200, 'acme'],
    ]);
    expect(JSON.stringify(door.log.lines)).not.toMatch(/canary|maria|0192f000/);
  });
});

describe('a page of the portal', () => {
  const cookie = { cookie: 'session=acme_seller' };

  it('reads with its cookie alone', async () => {
    expect((await door.ask('/v1/contacts', { as: '', headers: cookie })).status).toBe(200);
  });

  it('writes only from this very site', async () => {
    const write = (headers: object) => door.ask('/v1/contacts', { method: 'POST', as: '', headers: { ...json, ...cookie, ...headers }, body: '{}' });
    expect(await write({})).toMatchObject({ status: 403, json: { reason: 'CSRF' } });
    expect((await write({ 'x-own-page': '1' })).status).toBe(200);
  });

  it('is not asked for its origin when it has a token', async () => {
    expect((await door.ask('/v1/contacts', { method: 'POST', headers: { ...json, ...cookie }, body: '{}' })).status).toBe(200);
  });

  it('learns who it shows', async () => {
    expect((await door.ask('/v1/me', { as: '', headers: { ...cookie, 'accept-language': 'ru' } })).json).toMatchObject({
      username: 'acme_seller',
      tenant: 'acme',
      roles: ['seller'],
      locale: 'ru',
      signed_in_by: 'session',
      permissions: { 'contacts.write': 'team' },
    });
  });

  it('may ask whether anybody is signed in, and that nobody is is no error', async () => {
    const session = (headers: Record<string, string>, as = '') => door.ask('/auth/session', { as, headers });
    expect(await session({})).toMatchObject({ status: 200, json: { signed_in: false } });
    expect((await session(cookie)).json).toMatchObject({ signed_in: true, username: 'acme_seller', permissions: { 'contacts.write': 'team' } });
    expect((await session({}, 'old')).json).toEqual({ signed_in: false });
    expect((await session(cookie)).headers.get('cache-control')).toBe('no-store');
  });
});

describe('what is no HTTP', () => {
  it.each([
    ['nonsense', 'HELLO\r\n\r\n', 400],
    ['headers without end', `GET / HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(70_000)}\r\n\r\n`, 431],
    ['two lengths', 'POST /v1/contacts HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}', 400],
    ['a length and chunks', 'POST /v1/contacts HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n', 400],
  ])('%s gets one answer, and the line is cut', async (_what, bytes, status) => {
    const answer = await new Promise<string>((done, failed) => {
      let got = '';
      const socket = connect(Number(new URL(door.url).port), '127.0.0.1', () => socket.write(bytes));
      socket.on('data', (chunk) => (got += chunk.toString()));
      socket.on('close', () => done(got)).on('error', failed);
    });
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain('application/problem+json');
  });
});

/** As it is written: fetch would tidy the address and refuse some methods. */
async function raw(method: string, path: string) {
  return new Promise<{ status: number | undefined; headers: object; json: unknown }>((done, failed) => {
    const sent = rawRequest(door.url, { method, path, headers: { authorization: 'Bearer acme_seller' } }, (answer) => {
      let text = '';
      answer.on('data', (chunk) => (text += String(chunk)));
      answer.on('end', () => done({ status: answer.statusCode, headers: answer.headers, json: text ? JSON.parse(text) : undefined }));
    });
    sent.on('error', failed).end();
  });
}
