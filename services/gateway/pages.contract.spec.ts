import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from '@bufbuild/protobuf';
import { AppError, FixedClock } from '@rapport/kernel';
import { openDoor } from './src/rig/door.rig.js';

let door: Awaited<ReturnType<typeof openDoor>>;
let root: string;
const clock = new FixedClock(new Date());
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'portal-'));
  await mkdir(join(root, 'site', 'assets'), { recursive: true });
  await writeFile(join(root, 'secret.txt'), 'outside');
  await writeFile(join(root, 'site', 'index.html'), '<!doctype html><script nonce="__CSP_NONCE__"></script><title>Portal</title>');
  await writeFile(join(root, 'site', 'visit.html'), '<!doctype html><script nonce="__CSP_NONCE__"></script><title>Chat</title>');
  await writeFile(join(root, 'site', 'assets', 'app-1a2b.js'), `// ${'x'.repeat(4000)}`);
  door = await openDoor(
    {},
    {
      clock,
      portal: join(root, 'site'),
      embeddedIdentity: (request, response) => {
        request.setEncoding('utf8');
        let body = '';
        request.on('data', (chunk) => (body += String(chunk)));
        request.on('end', () => response.end(`${request.method} ${request.url} ${body}`));
      },
    },
  );
});
afterAll(async () => {
  await door.gateway.close();
  await rm(root, { recursive: true });
});

const page = { accept: 'text/html,*/*' };

describe('the chat of visitors', () => {
  const framedBy = async (path: string) => {
    const { headers } = await door.ask(path, { as: '', headers: page });
    return [headers.get('x-frame-options'), /frame-ancestors ([^;]*)/.exec(headers.get('content-security-policy')!)![1]];
  };
  const named = (...origins: string[]) => void (door.rpc.answering = ({ method }) => ({ answer: create(method.output, { origins }) }));
  const later = (ms = 10_000) => clock.advance(ms);

  it('may be framed by the sites that the tenant named, and by any while it named none', async () => {
    named('https://shop.example', 'https://www.shop.example');
    expect(await framedBy('/visit?tenant=acme&language=ru')).toEqual([null, 'https://shop.example https://www.shop.example']);
    expect(door.rpc.asked.at(-1)).toMatchObject({ method: { name: 'GetVisitorSites' }, call: { principal: { id: 'visitor', tenant: 'acme' } } });
    named();
    later();
    expect(await framedBy('/visit?tenant=acme')).toEqual([null, '*']);
  });

  it('lets no name of a site end its policy', async () => {
    later();
    named('https://shop.example;sandbox', 'https://shop.example');
    expect(await framedBy('/visit?tenant=acme')).toEqual([null, 'https://shop.example']);
    named('https://shop.example,x');
    later();
    expect(await framedBy('/visit?tenant=acme')).toEqual([null, "'none'"]);
  });

  it('may be framed by nobody where no tenant is named or its desk does not answer', async () => {
    later();
    door.rpc.answering = () => Promise.reject(new AppError('unavailable', 'UNAVAILABLE'));
    for (const path of ['/visit', '/visit?tenant=', '/visit?tenant=A%20B', '/visit?tenant=acme']) expect(await framedBy(path)).toEqual([null, "'none'"]);
  });

  it('asks the desk of a tenant once in ten seconds however many open it, soon again after a silence, and waits two seconds at most', async () => {
    later();
    const before = door.rpc.asked.length;
    const asked = () => door.rpc.asked.slice(before);
    door.rpc.answering = () => Promise.reject(new AppError('deadline', 'DEADLINE_EXCEEDED'));
    await Promise.all([1, 2, 3].map(() => framedBy('/visit?tenant=acme')));
    expect(asked().map(({ call }) => call.deadline.getTime() - clock.now().getTime())).toEqual([2000]);
    named('https://shop.example');
    later(2_000);
    for (const ms of [0, 5_000, 4_999]) {
      later(ms);
      expect((await framedBy('/visit?tenant=acme'))[1]).toBe('https://shop.example');
    }
    expect(asked()).toHaveLength(2);
    later(1);
    await framedBy('/visit?tenant=acme');
    expect(asked()).toHaveLength(3);
  });
});

describe('the portal', () => {
  it.each(['/', '/contacts', '/contacts/0192f000/notes'])('shows its page at %s, with a nonce of its own each time', async (path) => {
    const [one, two] = [await door.ask(path, { as: '', headers: page }), await door.ask(path, { as: '', headers: page })];
    const nonce = /nonce="([\w-]{22})"/.exec(one.text)?.[1];
    expect(one.headers.get('content-security-policy')).toContain(`script-src 'self' 'nonce-${nonce}'`);
    expect([one.status, two.text === one.text]).toEqual([200, false]);
  });

  it('lets browsers keep files whose names change with their contents', async () => {
    const answer = await door.ask('/assets/app-1a2b.js', { as: '', headers: { 'accept-encoding': 'br' } });
    expect([answer.status, answer.headers.get('cache-control'), answer.headers.get('content-encoding'), answer.text.length]).toEqual([
      200,
      'public, max-age=31536000, immutable',
      'br',
      4003,
    ]);
    expect((await door.ask('/assets/app-1a2b.js', { as: '', headers: { 'if-none-match': answer.headers.get('etag')! } })).status).toBe(304);
  });

  it.each(['/v1/nothing', '/auth/nothing', '/openapi.json/x', '/assets/gone.js'])('is not shown at %s, which belongs to programs', async (path) => {
    expect(await door.ask(path, { as: '', headers: page })).toMatchObject({ status: 404, json: { reason: 'ROUTE_NOT_FOUND' } });
  });

  it.each(['/../secret.txt', '/%2e%2e/secret.txt', '/assets/..%2f..%2fsecret.txt', '/assets/%5c..%5c..%5csecret.txt'])(
    'gives nothing from outside its folder: %s',
    async (path) => {
      expect((await door.ask(path, { as: '', headers: page })).text).not.toContain('outside');
    },
  );
});

describe('the built-in identity provider', () => {
  it('reads its own requests under the addresses of Keycloak', async () => {
    const answer = await door.ask('/realms/rapport/protocol/openid-connect/token?x=1', { method: 'POST', as: '', body: new URLSearchParams({ a: 'b' }) });
    expect(answer.text).toBe('POST /realms/rapport/protocol/openid-connect/token?x=1 a=b');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('the description of the API', () => {
  it('is for everybody, and for a known caller that of their tenant', async () => {
    expect((await door.ask('/openapi.json', { as: '' })).json).toMatchObject({ info: { title: 'everybody' } });
    expect((await door.ask('/openapi.json')).json).toMatchObject({ info: { title: 'acme' } });
    expect((await door.ask('/openapi.json', { as: 'forged' })).status).toBe(401);
  });

  it('can be browsed with scripts and styles of this site only', async () => {
    const docs = await door.ask('/docs', { as: '' });
    expect(docs.text).not.toMatch(/https?:\/\/|<style|<script(?! src="\/docs\/)|style=|onload/);
    for (const [, path] of docs.text.matchAll(/(?:src|href)="(\/docs\/[^"]+)"/g)) expect((await door.ask(path!, { as: '' })).status).toBe(200);
  });
});

describe('a kind of problem', () => {
  it('has a page that says it in both languages', async () => {
    const { status, text } = await door.ask('/problems/WRONG_TYPE', { as: '' });
    expect([status, text.includes('Expected ….'), text.includes('Ожидается ….')]).toEqual([200, true, true]);
  });

  it('that there is not has none', async () => {
    expect((await door.ask('/problems/toString', { as: '' })).status).toBe(404);
  });
});
