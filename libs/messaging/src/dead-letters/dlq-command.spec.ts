import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { silentLog } from '@rapport/kernel';
import { deadStream } from '../broker/stream-layout.js';
import { InProcessBroker } from '../in-process/in-process.broker.js';
import { DeadLetters } from './dead-letters.js';
import { runDlq } from './dlq.command.js';
import { PatientConsumer } from './patient-consumer.js';

describe('npm run dlq', () => {
  let broker: InProcessBroker;
  let printed: string[];
  const run = async (...words: string[]) => {
    printed = [];
    return runDlq(words, new DeadLetters(broker), (line) => void printed.push(line));
  };
  let failing: boolean;
  let handled: string[];

  beforeEach(async () => {
    broker = new InProcessBroker({ file: ':memory:', streams: [{ name: 'EVENTS_echo', subjects: ['event.echo.>'], keepMs: 60_000 }, deadStream] });
    failing = true;
    handled = [];
    await new PatientConsumer(broker, silentLog, { attempts: 1, pausesMs: [] }).consume(
      { name: 'echo-Began', subject: 'event.echo.Began', window: 4, ackWaitMs: 1000 },
      async ({ id }) => {
        if (failing) throw new Error('no');
        handled.push(id);
      },
    );
    for (const id of ['e1', 'e2'])
      await broker.publish({
        id,
        subject: 'event.echo.Began',
        headers: { 'rapport-type': 'echo.Began', 'rapport-tenant': id === 'e1' ? 'acme' : 'globex', 'rapport-aggregate': 'echo/1' },
        data: new Uint8Array([1]),
      });
    for (let n = 0; n < 100 && (await all(new DeadLetters(broker).list())).length < 2; n++) await new Promise((resolve) => setTimeout(resolve, 10));
  });
  afterEach(() => broker.drain());

  const firstId = async () => (await all(new DeadLetters(broker).list()))[0]!.id;

  it('lists letters, one line each, filtered', async () => {
    expect(await run('list')).toBe(0);
    expect(printed).toEqual([
      expect.stringContaining('echo-Began  acme  echo/1  internal INTERNAL Error'),
      expect.stringContaining('globex'),
      '2 dead letters',
    ]);
    await run('list', '--tenant', 'globex');
    expect(printed).toHaveLength(2);
    await run('list', '--consumer', 'nobody');
    expect(printed).toEqual(['no dead letters']);
  });

  it('shows one with its hash and event id', async () => {
    expect(await run('show', await firstId())).toBe(0);
    expect(printed).toContain('eventId    e1');
    expect(printed.find((line) => line.startsWith('hash'))).toMatch(/[0-9a-f]{64}$/);
  });

  it('replays one, or all', async () => {
    failing = false;
    expect(await run('replay', await firstId())).toBe(0);
    expect(await run('replay', '--all')).toBe(0);
    expect(printed).toEqual(['1 dead letter was handed to consumers again']);
    for (let n = 0; n < 100 && handled.length < 2; n++) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(handled).toEqual(['e1~echo-Began~1', 'e2~echo-Began~1']);
    await run('list');
    expect(printed).toEqual(['no dead letters']);
  });

  it('keeps a letter that fails again, with the count of replays', async () => {
    await run('replay', await firstId());
    for (let n = 0; n < 100 && (await all(new DeadLetters(broker).list({ tenant: 'acme' }))).length < 1; n++)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await all(new DeadLetters(broker).list({ tenant: 'acme' }))).toMatchObject([{ eventId: 'e1', replays: 1 }]);
  });

  it('throws one away', async () => {
    const id = await firstId();
    expect(await run('drop', id)).toBe(0);
    expect(await run('drop', id)).toBe(1);
    expect(printed).toEqual([`there is no dead letter ${id}`]);
  });

  it.each([[[]], [['replay']], [['show']], [['drop', '--all']], [['replay', 'x', '--all']], [['list', '--what']], [['burn', 'x']]])(
    'answers %j with how it is used',
    async (words) => {
      expect(await run(...words)).toBe(2);
      expect(printed[0]).toContain('npm run dlq -- list');
    },
  );
});

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const gathered: T[] = [];
  for await (const item of items) gathered.push(item);
  return gathered;
}
