import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { openDoor } from './src/rig/door.rig.js';

let door: Awaited<ReturnType<typeof openDoor>>;
const open: ClientRequest[] = [];
beforeEach(async () => void (door = await openDoor()));
afterEach(async () => {
  for (const each of open.splice(0)) each.destroy();
  await door.gateway.close();
});

interface Heard {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  text: string;
  ended: boolean;
}

function listen(headers: Record<string, string> = { authorization: 'Bearer acme_seller' }): Promise<Heard> {
  return new Promise((done, failed) => {
    const sent = request(`${door.url}/v1/changes`, { headers }, (answer) => {
      const heard: Heard = { status: answer.statusCode, headers: answer.headers, text: '', ended: false };
      answer.on('data', (chunk) => (heard.text += String(chunk)));
      answer.on('close', () => (heard.ended = true));
      answer.on('error', () => undefined);
      done(heard);
    });
    open.push(sent.on('error', failed));
    sent.end();
  });
}

const until = async (met: () => boolean) => {
  while (!met()) await new Promise((done) => setTimeout(done, 5));
};
const say = (position: string, tenant = 'acme', name = 'ContactCreated') =>
  door.broker.say({
    subject: `event.rapport.accounts.v1.${name}`,
    position,
    data: new Uint8Array(),
    headers: {
      'rapport-tenant': tenant,
      'rapport-aggregate': `contact/c${position}`,
      'rapport-version': '1',
      'rapport-at': '2026-01-01T00:00:00.000Z',
      'rapport-owner': 'mark',
    },
  });
const ids = ({ text }: Heard) => [...text.matchAll(/^id: (.+)$/gm)].map(([, id]) => id);

describe('a stream of changes', () => {
  it('tells what changed as it happens, in the form of server-sent events', async () => {
    const heard = await listen();
    say('7');
    await until(() => heard.text.includes('data'));
    expect(heard.text).toBe(
      'retry: 2000\n\nid: 7\nevent: ContactCreated\ndata: {"type":"rapport.accounts.v1.ContactCreated","noun":"contact","id":"c7","version":1,"at":"2026-01-01T00:00:00.000Z"}\n\n',
    );
    expect(heard.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
  });

  it('tells nobody what they may not read', async () => {
    const [seller, stranger, admin] = [
      await listen(),
      await listen({ authorization: 'Bearer globex_seller' }),
      await listen({ authorization: 'Bearer acme_admin' }),
    ];
    say('1');
    say('2', 'globex');
    await until(() => ids(seller).length === 1 && ids(stranger).length === 1);
    expect([ids(seller), ids(stranger), ids(admin)]).toEqual([['1'], ['2'], []]);
  });

  it('goes on after the last one that was heard, without a gap and without a repeat', async () => {
    for (const position of ['1', '2', '3']) say(position);
    const heard = await listen({ authorization: 'Bearer acme_seller', 'last-event-id': '1' });
    say('4');
    await until(() => ids(heard).length === 3);
    expect(ids(heard)).toEqual(['2', '3', '4']);
    expect(door.broker.watchers).toBe(1);
  });

  it('asks the broker for what lies further back than is kept here, and stops when the reader leaves', async () => {
    const heard = await listen({ authorization: 'Bearer acme_seller', 'last-event-id': 'EVENTS_accounts:1,EVENTS_sales:5' });
    say('9');
    await until(() => ids(heard).length === 1);
    expect(door.broker.watchers).toBe(2);
    open[0]!.destroy();
    await until(() => door.broker.watchers === 1);
  });

  it('needs to know who is asking', async () => {
    expect((await listen({})).status).toBe(401);
  });

  it('ends with the session', async () => {
    const heard = await listen({ cookie: 'session=acme_seller' });
    door.sessions.end('acme_seller');
    await until(() => heard.ended);
    expect(heard.text).toContain('event: end\ndata: {"reason":"SESSION_EXPIRED"}');
  });

  it('ends when the door closes, at once', async () => {
    const heard = await listen();
    const began = Date.now();
    await door.gateway.close();
    await until(() => heard.ended);
    expect(heard.text).toContain('event: end');
    expect(Date.now() - began).toBeLessThan(1000);
  });

  it('is open eight times for one person and no more, and again after one was closed', async () => {
    for (let n = 0; n < 8; n++) expect((await listen()).status).toBe(200);
    expect([(await listen()).status, (await listen({ authorization: 'Bearer acme_manager' })).status]).toEqual([429, 200]);
    open[0]!.destroy();
    await until(() => door.log.lines.some(({ fields }) => fields?.['status'] === 499));
    expect((await listen()).status).toBe(200);
  });

  it('drops a reader who does not keep up, instead of keeping everything for them', async () => {
    const slow = await new Promise<IncomingMessage>((done) => {
      const sent = request(`${door.url}/v1/changes`, { headers: { authorization: 'Bearer acme_seller' } }, done);
      open.push(sent.on('error', () => undefined));
      sent.end();
    });
    slow.pause();
    for (let n = 0; n < 60_000; n++) say(`far-${n}`);
    await until(() => door.log.lines.length > 0);
    expect(door.log.lines[0]?.fields).toMatchObject({ route: '/v1/changes', status: 499 });
  });
});
