import { describe, expect, it } from '@jest/globals';
import type { DescMethod } from '@bufbuild/protobuf';
import { ContactService, isBulk, isOpen, services } from '@rapport/contracts';
import type { AppError, CallContext } from '@rapport/kernel';
import { callOf } from '@rapport/testing';
import { Leaving } from '../broker/leaving.js';
import { admission, type ServingRoom } from './admission.layer.js';
import { LiveTraffic } from './live-traffic.js';
import { servedMethod, type Reply } from './serving-call.js';

const { getContact, batchWriteContacts } = ContactService.method;
const nothing = { subject: '', headers: {}, data: new Uint8Array() };
const settled = () => new Promise((resolve) => setImmediate(resolve));

const openMethod = services.flatMap((service) => service.methods).find(isOpen)!;

class WatchedTraffic extends LiveTraffic {
  came = 0;

  override began(): () => void {
    this.came += 1;
    return super.began();
  }
}

/** A service whose calls are at work until the spec ends them. */
function openHouse(room: ServingRoom) {
  const layer = admission(room);
  const atWork: { method: string; end: (reply?: Reply) => void; fail: () => void }[] = [];
  const refused: AppError[] = [];
  const call = (method: DescMethod, context?: CallContext) => {
    const leaving = new Leaving();
    const work = () =>
      new Promise<Reply>((resolve, reject) =>
        atWork.push({ method: method.name, end: (reply = nothing) => resolve(reply), fail: () => reject(new Error('failed')) }),
      );
    const message = { subject: '', headers: {}, data: new Uint8Array() };
    const done = layer({ rpc: servedMethod(method), message, leaving, trace: {}, deadline: new Date(), ...(context && { context }) }, work).catch(
      (thrown: AppError) => void refused.push(thrown),
    );
    return { leaving, done };
  };
  const calls = async (method: DescMethod, count: number, context?: CallContext) => {
    const made = Array.from({ length: count }, () => call(method, context));
    await settled();
    return made;
  };
  return { atWork, refused, calls };
}

describe('admission', () => {
  it('works on so many calls at once, asks the others to come again, and has room when one has ended', async () => {
    const { atWork, refused, calls } = openHouse({ callsAtOnce: 2, bulkAtOnce: 1 });
    await calls(getContact, 3);
    expect([atWork.length, refused.map(({ reason, details }) => [reason, details.retryAfterMs])]).toEqual([2, [['OVERLOADED', 1000]]]);
    atWork[0]!.end();
    atWork[1]!.fail();
    await settled();
    await calls(getContact, 2);
    expect(atWork).toHaveLength(4);
  });

  it('lets work in bulk wait in line, while people pass by', async () => {
    const { atWork, calls } = openHouse({ callsAtOnce: 100, bulkAtOnce: 2 });
    await calls(batchWriteContacts, 5);
    await calls(getContact, 3);
    expect(atWork.map(({ method }) => method)).toEqual([...Array<string>(2).fill('BatchWriteContacts'), ...Array<string>(3).fill('GetContact')]);
    for (let ended = 0; ended < 5; ended += 1) {
      atWork.filter(({ method }) => method === 'BatchWriteContacts')[ended]!.end();
      await settled();
    }
    expect(atWork.filter(({ method }) => method === 'BatchWriteContacts')).toHaveLength(5);
  });

  it.each([
    ['people', getContact, ['seller'], 1],
    ['other systems', getContact, ['integration'], 1],
    ['visitors, who are asked for in a service’s name', openMethod, ['service'], 1],
    ['no service that asks another, perhaps for work in bulk itself', getContact, ['service'], 0],
  ] as const)('has work in bulk give way to %s', async (_, method, roles, people) => {
    const live = new WatchedTraffic();
    await openHouse({ callsAtOnce: 100, bulkAtOnce: 1, live }).calls(method, 1, callOf({ principal: { roles } }));
    expect(live.came).toBe(people);
  });

  it('refuses work in bulk that would wait too long', async () => {
    const { atWork, refused, calls } = openHouse({ callsAtOnce: 100, bulkAtOnce: 1 });
    await calls(batchWriteContacts, 34);
    expect([atWork.length, refused.map(({ reason, details }) => [reason, details.retryAfterMs])]).toEqual([1, [['OVERLOADED', 5000]]]);
  });

  it('forgets who leaves the line', async () => {
    const { atWork, refused, calls } = openHouse({ callsAtOnce: 100, bulkAtOnce: 1 });
    const [, second] = await calls(batchWriteContacts, 3);
    second!.leaving.leave();
    await settled();
    expect(refused.map(({ code }) => code)).toEqual(['cancelled']);
    atWork[0]!.end();
    await settled();
    atWork[1]!.end();
    await settled();
    await calls(batchWriteContacts, 1);
    expect(atWork).toHaveLength(3);
  });

  it('keeps the place of a streamed answer until it is told', async () => {
    const { atWork, refused, calls } = openHouse({ callsAtOnce: 1, bulkAtOnce: 1 });
    const [first] = await calls(getContact, 1);
    atWork[0]!.end(
      (async function* () {
        yield nothing;
      })(),
    );
    const frames = (await first!.done) as unknown as AsyncIterable<object>;
    await calls(getContact, 1);
    expect(refused).toHaveLength(1);
    for await (const _ of frames);
    await calls(getContact, 1);
    expect(atWork).toHaveLength(2);
  });

  it('knows every batch as work in bulk, and nothing that somebody waits for', () => {
    const named = services.flatMap((service) => service.methods).filter(({ name }) => name.startsWith('Batch'));
    expect([named.length > 0, named.every(isBulk), isBulk(getContact)]).toEqual([true, true, false]);
  });
});
