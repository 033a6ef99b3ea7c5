import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { silentLog } from '@rapport/kernel';
import { DeadLetters } from '../dead-letters/dead-letters.js';
import { PatientConsumer } from '../dead-letters/patient-consumer.js';
import type { Answerer, Broker, ConsumerSpec, Delivery, Verdict } from './broker.js';
import type { Envelope, KeptEnvelope } from './envelope.js';
import type { StreamSpec } from './stream-layout.js';

/** How a suite gets brokers of one kind over the same memory. */
export interface BrokerMaker {
  /** Streams of this run: names and subjects that nobody else uses, and `DEAD`. */
  readonly streams: readonly StreamSpec[];
  /** Another process's view, or the same one started again. */
  open(): Promise<Broker>;
  /** Ends a broker as `kill -9` would: nothing is said to anybody. */
  kill(broker: Broker): Promise<void>;
  /** Whether two can be open at once. */
  readonly many: boolean;
}

const text = (data: Uint8Array) => new TextDecoder().decode(data);
const bytes = (value: string) => new TextEncoder().encode(value);
const done: Verdict = { kind: 'done' };

/** What every broker promises. `place` is a word that makes subjects of this run its own. */
export function describeBroker(kind: string, place: string, make: () => Promise<BrokerMaker>): void {
  describe(`the ${kind} broker`, () => {
    let maker: BrokerMaker;
    let broker: Broker;
    let run = 0;
    const rpc = (name: string) => `rpc.rapport.${place}${run}.${name}`;
    const event = (name: string) => `event.rapport.${place}.r${run}.${name}`;
    const soon = (ms = 2000) => ({ deadline: new Date(Date.now() + ms) });
    const ask = (subject: string, say = 'hi', headers = {}): Envelope => ({ subject, headers, data: bytes(say) });
    const echo = (mark = ''): Answerer => async ({ data, headers }) => ({ subject: '', headers, data: bytes(`${mark}${text(data)}`) });
    const consumer = (name: string, window = 16): ConsumerSpec => ({ name: `${place}-r${run}-${name}`, subject: event(name), window, ackWaitMs: 2000 });
    const say = (name: string, id: string, what = id, headers = {}) => broker.publish({ id: `${place}${run}-${id}`, subject: event(name), headers, data: bytes(what) });
    const until = async (happened: () => boolean, ms = 8000) => {
      for (const end = Date.now() + ms; !happened() && Date.now() < end; ) await pause(10);
      expect(happened()).toBe(true);
    };

    beforeEach(async () => {
      run += 1;
      maker ??= await make();
      broker = await maker.open();
    });

    afterEach(() => broker.drain(2000));

    describe('carries requests', () => {
      it('to whoever serves the subject, with headers both ways', async () => {
        await broker.serve(rpc('a'), 'q', echo('> '));
        const answer = await broker.request(ask(rpc('a'), 'hi', { 'rapport-locale': 'ru', traceparent: '00-aa-bb-01' }), soon());
        expect(text(answer.data)).toBe('> hi');
        expect(answer.headers).toMatchObject({ 'rapport-locale': 'ru', traceparent: '00-aa-bb-01' });
      });

      it('each to one member of a queue, and all members get some', async () => {
        const counts = [0, 0, 0];
        for (const member of counts.keys()) await broker.serve(rpc('a'), 'q', (message, leaving) => { counts[member]! += 1; return echo()(message, leaving); });
        await Promise.all(Array.from({ length: 90 }, () => broker.request(ask(rpc('a')), soon())));
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(90);
        expect(Math.min(...counts)).toBeGreaterThan(0);
      });

      it('in parallel, each answer to its question', async () => {
        await broker.serve(rpc('a'), 'q', async (message, leaving) => {
          await pause(Math.random() * 20);
          return echo()(message, leaving);
        });
        const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => broker.request(ask(rpc('a'), `n${n}`), soon())));
        expect(answers.map(({ data }) => text(data))).toEqual(Array.from({ length: 200 }, (_, n) => `n${n}`));
      });

      it('as copies, so that neither side can change what the other has', async () => {
        const request = ask(rpc('a'), 'hello');
        let served: Uint8Array | undefined;
        await broker.serve(rpc('a'), 'q', async ({ data }) => {
          data.fill(120);
          served = bytes('answer');
          return { subject: '', headers: {}, data: served };
        });
        const answer = await broker.request(request, soon());
        served!.fill(120);
        expect([text(request.data), text(answer.data)]).toEqual(['hello', 'answer']);
      });

      it('says at once that nobody serves a subject, and which service that is', async () => {
        const started = Date.now();
        await expect(broker.request(ask('rpc.rapport.nobody_here.v1.S.M'), soon(5000))).rejects.toMatchObject({ code: 'unavailable', reason: 'NO_RESPONDER', details: { params: { service: 'nobody-here' } } });
        expect(Date.now() - started).toBeLessThan(1000);
      });

      it('no longer than the deadline, and tells the serving side', async () => {
        let left = false;
        await broker.serve(rpc('a'), 'q', async (message, leaving) => {
          leaving.signal.addEventListener('abort', () => (left = true));
          await pause(400);
          return echo()(message, leaving);
        });
        await expect(broker.request(ask(rpc('a')), soon(60))).rejects.toMatchObject({ code: 'deadline', reason: 'DEADLINE_EXCEEDED' });
        await until(() => left, 1000);
        await expect(broker.request(ask(rpc('a')), soon(-1))).rejects.toMatchObject({ code: 'deadline' });
      });

      it('until the caller leaves, and tells the serving side', async () => {
        const caller = new AbortController();
        let left = false;
        await broker.serve(rpc('a'), 'q', async (message, leaving) => {
          leaving.signal.addEventListener('abort', () => (left = true));
          caller.abort();
          await pause(300);
          return echo()(message, leaving);
        });
        await expect(broker.request(ask(rpc('a')), { ...soon(), signal: caller.signal })).rejects.toMatchObject({ code: 'cancelled' });
        await until(() => left, 1000);
      });

      it('answers with an error when the answerer throws', async () => {
        await broker.serve(rpc('a'), 'q', async () => Promise.reject(new TypeError('secret')));
        const { headers, data } = await broker.request(ask(rpc('a')), soon());
        expect(headers['rapport-error']).toBe('1');
        expect(text(data)).toBe('{"code":"internal","reason":"INTERNAL","details":{}}');
      });

      it('refuses what is too large before sending it', async () => {
        await broker.serve(rpc('a'), 'q', echo());
        const large = { ...ask(rpc('a')), data: new Uint8Array(2_000_000) };
        await expect(broker.request(large, soon())).rejects.toMatchObject({ code: 'too_large', reason: 'BODY_TOO_LARGE' });
        await expect(broker.publish({ ...large, id: randomUUID(), subject: event('large') })).rejects.toMatchObject({ code: 'too_large' });
      });

      it('not to those who closed, after what they had was answered', async () => {
        const slow: Answerer = async (message, leaving) => {
          await pause(150);
          return echo('slow ')(message, leaving);
        };
        const close = await broker.serve(rpc('a'), 'q', slow);
        const asked = broker.request(ask(rpc('a')), soon());
        await pause(30);
        await close();
        expect(text((await asked).data)).toBe('slow hi');
        await expect(broker.request(ask(rpc('a')), soon())).rejects.toMatchObject({ reason: 'NO_RESPONDER' });
      });
    });

    describe('carries streamed answers', () => {
      const counting = (to: number, stopped: () => void): Answerer => async () => {
        async function* count(): AsyncIterable<Envelope> {
          try {
            for (let n = 1; n <= to; n++) yield { subject: '', headers: { 'rapport-created': '1' }, data: bytes(String(n)) };
          } finally {
            stopped();
          }
        }
        return count();
      };

      it('in order, to the end, more than fit under way', async () => {
        await broker.serve(rpc('s'), 'q', counting(500, () => {}));
        const got: number[] = [];
        for await (const { data, headers } of broker.stream(ask(rpc('s')), soon(5000))) {
          got.push(Number(text(data)));
          expect(headers['rapport-created']).toBe('1');
        }
        expect(got).toEqual(Array.from({ length: 500 }, (_, n) => n + 1));
      });

      it('until the listener leaves the loop, which stops the serving side', async () => {
        let stopped = false;
        await broker.serve(rpc('s'), 'q', counting(1e9, () => (stopped = true)));
        for await (const { data } of broker.stream(ask(rpc('s')), soon(5000))) if (text(data) === '100') break;
        await until(() => stopped, 2000);
      });

      it('no faster than they are read', async () => {
        let made = 0;
        await broker.serve(rpc('s'), 'q', async () => (async function* () { for (;;) { made += 1; yield ask('', 'x'); await pause(0); } })());
        const listening = broker.stream(ask(rpc('s')), soon(5000))[Symbol.asyncIterator]();
        await listening.next();
        await pause(300);
        expect(made).toBeLessThanOrEqual(65);
        await listening.return?.();
      });

      it('no longer than the deadline', async () => {
        await broker.serve(rpc('s'), 'q', async () => (async function* () { yield ask('', '1'); await pause(500); yield ask('', '2'); })());
        const listen = async () => {
          for await (const _ of broker.stream(ask(rpc('s')), soon(100)));
        };
        await expect(listen()).rejects.toMatchObject({ code: 'deadline' });
      });

      it('or says that nobody serves them', async () => {
        const listen = async () => {
          for await (const _ of broker.stream(ask(rpc('s')), soon()));
        };
        await expect(listen()).rejects.toMatchObject({ reason: 'NO_RESPONDER' });
      });
    });

    describe('keeps events', () => {
      it('and hands each to one of those who consume under a name, and to every name', async () => {
        const got: Record<string, string[]> = { a1: [], a2: [], b: [] };
        const into = (who: string) => async ({ data }: Delivery) => {
          got[who]!.push(text(data));
          await pause(5);
          return done;
        };
        await broker.consume(consumer('e', 2), into('a1'));
        await broker.consume(consumer('e', 2), into('a2'));
        await broker.consume({ ...consumer('e'), name: `${place}-r${run}-other` }, into('b'));
        await Promise.all(Array.from({ length: 40 }, (_, n) => say('e', `m${n}`)));
        await until(() => got['b']!.length === 40 && got['a1']!.length + got['a2']!.length === 40);
        expect(new Set([...got['a1']!, ...got['a2']!]).size).toBe(40);
        expect(Math.min(got['a1']!.length, got['a2']!.length)).toBeGreaterThan(0);
      });

      it('from the first one kept, in order, with headers and id', async () => {
        for (let n = 0; n < 20; n++) await say('e', `m${n}`, `m${n}`, { 'rapport-tenant': 'acme' });
        const got: Delivery[] = [];
        await broker.consume(consumer('e', 1), async (delivery) => {
          got.push(delivery);
          return done;
        });
        await until(() => got.length === 20);
        expect(got.map(({ data }) => text(data))).toEqual(Array.from({ length: 20 }, (_, n) => `m${n}`));
        expect(got[3]).toMatchObject({ id: `${place}${run}-m3`, attempt: 1, headers: { 'rapport-tenant': 'acme' } });
      });

      it('once under one id', async () => {
        await Promise.all([say('e', 'one'), say('e', 'one'), say('e', 'two')]);
        await say('e', 'one');
        const got: string[] = [];
        await broker.consume(consumer('e'), async ({ data }) => (got.push(text(data)), done));
        await until(() => got.length >= 2);
        await pause(100);
        expect(got.sort()).toEqual(['one', 'two']);
      });

      it('and hands them out again when a handler throws, and after the pause that it asks for', async () => {
        await say('e', 'one');
        const at: number[] = [];
        await broker.consume(consumer('e'), async ({ attempt }) => {
          at.push(Date.now());
          if (attempt === 1) throw new Error('first');
          return attempt === 2 ? { kind: 'again', afterMs: 300 } : done;
        });
        await until(() => at.length === 3);
        expect(at[2]! - at[1]!).toBeGreaterThanOrEqual(280);
        await pause(200);
        expect(at).toHaveLength(3);
      });

      it('for those who come back after they died with work in hand', async () => {
        await say('e', 'one');
        await say('e', 'two');
        const first: string[] = [];
        await broker.consume(consumer('e', 2), async ({ data }) => {
          first.push(text(data));
          return text(data) === 'one' ? done : new Promise<Verdict>(() => {});
        });
        await until(() => first.length === 2);
        await pause(100);
        await maker.kill(broker);
        broker = await maker.open();
        const second: Delivery[] = [];
        await broker.consume(consumer('e', 2), async (delivery) => (second.push(delivery), done));
        await until(() => second.length === 1);
        await pause(100);
        expect(second.map(({ data, attempt }) => [text(data), attempt])).toEqual([['two', 2]]);
      });

      it('that somebody works on longer than the wait, without handing them to another', async () => {
        await say('e', 'one');
        let attempts = 0;
        let finished = false;
        await broker.consume({ ...consumer('e'), ackWaitMs: 600 }, async () => {
          attempts += 1;
          await pause(1800);
          finished = true;
          return done;
        });
        await until(() => finished);
        await pause(300);
        expect(attempts).toBe(1);
      });

      it('no more unsettled here than the window holds', async () => {
        await Promise.all(Array.from({ length: 30 }, (_, n) => say('e', `m${n}`)));
        let most = 0;
        let now = 0;
        let all = 0;
        await broker.consume(consumer('e', 4), async () => {
          most = Math.max(most, ++now);
          await pause(10);
          now -= 1;
          all += 1;
          return done;
        });
        await until(() => all === 30);
        expect(most).toBe(4);
      });

      it('of a failing kind apart from the rest, which goes on', async () => {
        const got: string[] = [];
        await broker.consume(consumer('e', 4), async ({ data }) => {
          if (text(data) === 'bad') return { kind: 'again', afterMs: 200 };
          got.push(text(data));
          return done;
        });
        await say('e', 'bad');
        for (let n = 0; n < 20; n++) await say('e', `m${n}`);
        await until(() => got.length === 20);
      });
    });

    describe('lays dead letters aside', () => {
      const patience = { attempts: 3, pausesMs: [50, 100] };

      it('after the last attempt, with reason, trace and hash, and hands them out again under the same event id', async () => {
        const attempts: Delivery[] = [];
        let mended = false;
        const spec = consumer('e');
        const other: Delivery[] = [];
        await new PatientConsumer(broker, silentLog, patience).consume(spec, async (delivery) => {
          attempts.push(delivery);
          if (!mended) throw new TypeError('secret words');
        });
        await new PatientConsumer(broker, silentLog, patience).consume({ ...spec, name: `${spec.name}-other` }, async (delivery) => void other.push(delivery));
        await say('e', 'poison', 'poison', { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', 'rapport-tenant': 'acme' });
        const letters = new DeadLetters(broker);
        const mine = async () => {
          const found = [];
          for await (const letter of letters.list({ consumer: spec.name })) found.push(letter);
          return found;
        };
        for (const end = Date.now() + 8000; (await mine()).length === 0 && Date.now() < end; ) await pause(50);
        const [letter] = await mine();
        expect(letter).toMatchObject({
          consumer: spec.name, eventId: `${place}${run}-poison`, reason: 'internal INTERNAL TypeError', attempts: 3, tenant: 'acme',
          traceId: '4bf92f3577b34da6a3ce929d0e0e4736', hash: createHash('sha256').update('poison').digest('hex'),
        });
        expect(attempts).toHaveLength(3);
        mended = true;
        expect(await letters.replay(letter!.id)).toBe(true);
        await until(() => attempts.length === 4);
        expect(attempts[3]).toMatchObject({ attempt: 1, subject: spec.subject, headers: { 'rapport-id': `${place}${run}-poison` } });
        await pause(150);
        expect(await mine()).toEqual([]);
        expect(other).toHaveLength(1);
      });

      it('and throws them away when told to', async () => {
        const spec = consumer('e');
        await new PatientConsumer(broker, silentLog, { attempts: 1, pausesMs: [] }).consume(spec, async () => Promise.reject(new Error('no')));
        await say('e', 'poison');
        const letters = new DeadLetters(broker);
        let id: string | undefined;
        for (const end = Date.now() + 8000; id === undefined && Date.now() < end; await pause(50)) for await (const letter of letters.list({ consumer: spec.name })) id = letter.id;
        expect(await letters.drop(id!)).toBe(true);
        expect(await letters.drop(id!)).toBe(false);
        expect(await letters.replay(id!)).toBe(false);
      });
    });

    describe('shows events to those who look on', () => {
      it('all of a pattern, from now or from a position on, to each of them', async () => {
        await say('e', 'before');
        const seen: Record<string, KeptEnvelope[]> = { one: [], two: [], later: [] };
        const pattern = event('>');
        await broker.watch(pattern, undefined, (message) => void seen['one']!.push(message));
        await broker.watch(pattern, undefined, (message) => void seen['two']!.push(message));
        for (let n = 0; n < 5; n++) await say(n % 2 ? 'e' : 'f', `m${n}`);
        await until(() => seen['one']!.length === 5 && seen['two']!.length === 5);
        await broker.watch(pattern, seen['one']![2]!.position, (message) => void seen['later']!.push(message));
        await say('e', 'm5');
        await until(() => seen['later']!.length === 3);
        expect(seen['later']!.map(({ data }) => text(data))).toEqual(['m3', 'm4', 'm5']);
        expect(seen['one']!.map(({ data }) => text(data))).not.toContain('before');
      });

      it('everything kept, when the position is of a broker that was lost', async () => {
        await say('e', 'one');
        const seen: string[] = [];
        await broker.watch(event('>'), 'nonsense', ({ data }) => void seen.push(text(data)));
        await until(() => seen.includes('one'));
      });

      it('until they close', async () => {
        const seen: string[] = [];
        const close = await broker.watch(event('>'), undefined, ({ data }) => void seen.push(text(data)));
        await say('e', 'one');
        await until(() => seen.length === 1);
        await close();
        await say('e', 'two');
        await pause(100);
        expect(seen).toEqual(['one']);
      });
    });

    describe('drains', () => {
      it('what is in flight, and takes nothing new', async () => {
        const finished: string[] = [];
        await broker.serve(rpc('a'), 'q', async (message, leaving) => {
          await pause(200);
          finished.push('request');
          return echo()(message, leaving);
        });
        await broker.consume(consumer('e', 2), async ({ data }) => {
          await pause(200);
          finished.push(text(data));
          return done;
        });
        for (let n = 0; n < 10; n++) await say('e', `m${n}`);
        const asked = broker.request(ask(rpc('a')), soon());
        await pause(50);
        await broker.drain(3000);
        expect(text((await asked).data)).toBe('hi');
        const events = finished.filter((what) => what !== 'request');
        expect(finished).toContain('request');
        expect(events.length).toBeLessThan(10);
        await expect(broker.request(ask(rpc('a')), soon())).rejects.toMatchObject({ code: 'unavailable' });
        broker = await maker.open();
        const rest: string[] = [];
        await broker.consume(consumer('e', 16), async ({ data }) => (rest.push(text(data)), done));
        await until(() => rest.length === 10 - events.length);
        expect([...events, ...rest].sort()).toEqual(Array.from({ length: 10 }, (_, n) => `m${n}`));
      });

      it('within the grace, even when a handler does not end', async () => {
        await say('e', 'one');
        let began = false;
        await broker.consume(consumer('e'), () => { began = true; return new Promise(() => {}); });
        await until(() => began);
        const started = Date.now();
        await broker.drain(200);
        expect(Date.now() - started).toBeLessThan(1500);
        broker = await maker.open();
      });

      it('and answers a ping before, not after', async () => {
        await broker.ping();
        await broker.drain();
        await expect(broker.ping()).rejects.toMatchObject({ code: 'unavailable' });
        broker = await maker.open();
      });
    });
  });
}
