import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createClient, ProblemError, Standing, type Client } from './index.js';

interface Seen {
  readonly line: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

type Answer = (response: ServerResponse) => void;

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (response) =>
    void response.writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json', ...headers }).end(JSON.stringify(body));
const id = '0190a0b0-0000-7000-8000-000000000001';
const kept = { id, etag: '3', display_name: 'Ковалёва Мария', standing: 'customer', created_at: '2026-01-01T00:00:00.000Z', new_in_2030: true };
const problem = (status: number, reason: string) => ({
  type: `/problems/${reason}`,
  title: 'No',
  status,
  reason,
  detail: 'Sentence.',
  trace_id: 'abc',
  errors: [{ pointer: '/emails/0/value', reason: 'INVALID_EMAIL', detail: 'Not one.' }],
});

let server: Server;
let client: Client;
let seen: Seen[];
let answers: Answer[];

beforeEach(async () => {
  seen = [];
  server = createServer((request, response) => {
    void text(request).then((body) => {
      seen.push({ line: `${request.method} ${request.url}`, headers: request.headers, body });
      (answers.shift() ?? json(200, kept))(response);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  client = createClient({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, token: () => 'secret', patience: { firstWaitMs: 1 } });
  answers = [];
});

afterEach(() => new Promise((done) => server.close(done)));

const keys = () => seen.map(({ headers }) => headers['idempotency-key']);

describe('the client', () => {
  it('sends a write as the contract says and reads the whole answer, passing over what it does not know', async () => {
    const contact = await client.contacts.createContact({ contact: { givenName: 'Мария', standing: Standing.CUSTOMER, emails: [{ value: 'm@example.org' }] } });
    expect(contact).toMatchObject({ id, displayName: 'Ковалёва Мария', standing: Standing.CUSTOMER, createdAt: { seconds: 1767225600n } });
    expect(seen[0]?.line).toBe('POST /v1/contacts');
    expect(JSON.parse(seen[0]!.body)).toEqual({ given_name: 'Мария', standing: 'customer', emails: [{ value: 'm@example.org' }] });
    expect(seen[0]?.headers).toMatchObject({
      authorization: 'Bearer secret',
      'content-type': 'application/json',
      'idempotency-key': expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });

  it('puts fields where the route wants them: path, query, header, body', async () => {
    answers = [json(200, { entries: [] }), json(200, kept), json(200, kept), json(200, kept)];
    await client.timeline.listTimeline({ noun: 'contact', id, kinds: ['call', 'chat'], pageSize: 10 });
    await client.contacts.updateContact({ contact: { id, jobTitle: 'CTO' }, updateMask: { paths: ['job_title', 'tags'] } }, { ifMatch: '3' });
    await client.contacts.deleteContact({ id, etag: '3' });
    await client.contacts.upsertContact({ externalId: 'a/b ü', contact: {} });
    expect(seen.map(({ line }) => line)).toEqual([
      `GET /v1/timeline?noun=contact&id=${id}&kinds=call&kinds=chat&page_size=10`,
      `PATCH /v1/contacts/${id}?update_mask=job_title%2Ctags`,
      `DELETE /v1/contacts/${id}`,
      'PUT /v1/contacts/by-external-id/a%2Fb%20%C3%BC',
    ]);
    expect(seen.map(({ headers }) => headers['if-match'])).toEqual([undefined, '"3"', '"3"', undefined]);
    expect(JSON.parse(seen[1]!.body)).toEqual({ id, job_title: 'CTO' });
  });

  it('names no key for a read, even a posted one', async () => {
    answers = [json(200, { suggestions: [] }), json(200, kept)];
    await client.search.suggest({ typed: 'мар' });
    await client.contacts.getContact({ id });
    expect(keys()).toEqual([undefined, undefined]);
  });

  it('tries again after 503, 429 and a broken line, under the same key, and under another in the next call', async () => {
    answers = [
      json(503, problem(503, 'UNAVAILABLE'), { 'retry-after': '0' }),
      json(429, problem(429, 'RATE_LIMITED'), { 'retry-after': '0' }),
      (response) => response.destroy(),
      json(201, kept),
    ];
    await client.contacts.createContact({ contact: {} });
    await client.contacts.createContact({ contact: {} });
    expect(seen).toHaveLength(5);
    expect(new Set(keys().slice(0, 4)).size).toBe(1);
    expect(keys()[4]).not.toBe(keys()[0]);
  });

  it('throws a refusal at once, with what is wrong and where', async () => {
    answers = [json(400, problem(400, 'INVALID_REQUEST'))];
    const refusal = await client.contacts.createContact({ contact: {} }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ProblemError);
    expect(refusal).toMatchObject({ status: 400, reason: 'INVALID_REQUEST', errors: [{ pointer: '/emails/0/value' }] });
    expect(seen).toHaveLength(1);
  });

  it('gives up when the patience is used up, or when it would have to wait too long', async () => {
    answers = Array.from({ length: 4 }, () => json(503, problem(503, 'UNAVAILABLE')));
    await expect(client.contacts.getContact({ id })).rejects.toMatchObject({ status: 503 });
    expect(seen).toHaveLength(4);
    answers = [json(429, problem(429, 'RATE_LIMITED'), { 'retry-after': '3600' })];
    await expect(client.contacts.getContact({ id })).rejects.toMatchObject({ retryAfterMs: 3_600_000 });
    expect(seen).toHaveLength(5);
  });

  it('makes a refusal of an answer that is not from this API', async () => {
    answers = [(response) => void response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>proxy</h1>')];
    await expect(client.contacts.getContact({ id })).rejects.toMatchObject({ status: 502, reason: 'NO_PROBLEM_DOCUMENT' });
  });

  it('stops when the caller does', async () => {
    answers = [json(503, problem(503, 'UNAVAILABLE'), { 'retry-after': '15' })];
    const stop = new AbortController();
    const call = client.contacts.getContact({ id }, { signal: stop.signal });
    setTimeout(() => stop.abort(), 50);
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    expect(seen).toHaveLength(1);
  });

  it('does not call a record without its id', () => {
    return expect(client.contacts.getContact({})).rejects.toThrow('id is needed to call GET /v1/contacts/{id}');
  });
});
