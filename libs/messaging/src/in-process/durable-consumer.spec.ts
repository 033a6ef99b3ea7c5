import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { until } from '@rapport/testing';
import type { Delivery, Verdict } from '../broker/broker.js';
import { CommitGroup } from './commit-group.js';
import { DurableConsumer } from './durable-consumer.js';
import { openDurableFile } from './durable-file.js';
import { DurableLog } from './durable-log.js';

/** A consumer of a file that refuses some writes, as a full disk does. */
function opened(verdict: Verdict) {
  const file = openDurableFile(':memory:');
  const [log, group] = [new DurableLog(file), new CommitGroup(file)];
  const handled: Delivery[] = [];
  log.append('S', { id: 'one', subject: 'event.one', headers: {}, data: new Uint8Array() });
  log.enrol('c', 'event.one');
  const consumer = new DurableConsumer(log, group, { name: 'c', subject: 'event.one', window: 4, ackWaitMs: 1000 }, async (delivery) => {
    handled.push(delivery);
    return verdict;
  });
  const refuse = (what: 'insert' | 'delete') => file.exec(`create temp trigger full before ${what} on handed begin select raise(abort, 'full'); end`);
  const inHand = () => file.prepare('select count(*) as n from handed').get()!['n'];
  return { consumer, handled, refuse, accept: () => file.exec('drop trigger full'), inHand };
}

describe('a consumer on a disk that was full for a while', () => {
  it('takes what it could not take', async () => {
    const { consumer, handled, refuse, accept } = opened({ kind: 'done' });
    refuse('insert');
    consumer.wake();
    for (let turns = 0; turns < 5; turns += 1) await turn();
    expect(handled).toHaveLength(0);
    accept();
    await until('it is handled', () => handled.length === 1);
    await consumer.close(1000);
  });

  it('settles what it could not settle, without handling it again', async () => {
    const { consumer, handled, refuse, accept, inHand } = opened({ kind: 'done' });
    refuse('delete');
    consumer.wake();
    for (let turns = 0; turns < 5; turns += 1) await turn();
    expect([handled.length, inHand()]).toEqual([1, 1]);
    accept();
    await until('it is settled', () => inHand() === 0);
    expect(handled).toHaveLength(1);
    await consumer.close(1000);
  });
});
