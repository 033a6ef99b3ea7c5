import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { Answerer } from './broker.js';
import type { Envelope } from './envelope.js';
import { text, bytes, type BrokerStand } from './stand.fixture.js';

/** Requests and streamed answers. */
export function describeRequests(stand: BrokerStand): void {
  const { rpc, event, soon, ask, echo, until } = stand;

  describe('carries requests', () => {
    it('to whoever serves the subject, with headers both ways', async () => {
      await stand.broker.serve(rpc('a'), 'q', echo('> '));
      const answer = await stand.broker.request(ask(rpc('a'), 'hi', { 'rapport-locale': 'ru', traceparent: '00-aa-bb-01' }), soon());
      expect(text(answer.data)).toBe('> hi');
      expect(answer.headers).toMatchObject({ 'rapport-locale': 'ru', traceparent: '00-aa-bb-01' });
    });

    it('each to one member of a queue, and all members get some', async () => {
      const counts = [0, 0, 0];
      for (const member of counts.keys())
        await stand.broker.serve(rpc('a'), 'q', (message, leaving) => {
          counts[member]! += 1;
          return echo()(message, leaving);
        });
      await Promise.all(Array.from({ length: 90 }, () => stand.broker.request(ask(rpc('a')), soon())));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(90);
      expect(Math.min(...counts)).toBeGreaterThan(0);
    });

    it('in parallel, each answer to its question', async () => {
      await stand.broker.serve(rpc('a'), 'q', async (message, leaving) => {
        await pause(Math.random() * 20);
        return echo()(message, leaving);
      });
      const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => stand.broker.request(ask(rpc('a'), `n${n}`), soon())));
      expect(answers.map(({ data }) => text(data))).toEqual(Array.from({ length: 200 }, (_, n) => `n${n}`));
    });

    it('as copies, so that neither side can change what the other has', async () => {
      const request = ask(rpc('a'), 'hello');
      let served: Uint8Array | undefined;
      await stand.broker.serve(rpc('a'), 'q', async ({ data }) => {
        data.fill(120);
        served = bytes('answer');
        return { subject: '', headers: {}, data: served };
      });
      const answer = await stand.broker.request(request, soon());
      served!.fill(120);
      expect([text(request.data), text(answer.data)]).toEqual(['hello', 'answer']);
    });

    it('says at once that nobody serves a subject, and which service that is', async () => {
      const started = Date.now();
      await expect(stand.broker.request(ask('rpc.rapport.nobody_here.v1.S.M'), soon(5000))).rejects.toMatchObject({
        code: 'unavailable',
        reason: 'NO_RESPONDER',
        details: { params: { service: 'nobody-here' } },
      });
      expect(Date.now() - started).toBeLessThan(1000);
    });

    it('no longer than the deadline, and tells the serving side', async () => {
      let left = false;
      await stand.broker.serve(rpc('a'), 'q', async (message, leaving) => {
        leaving.signal.addEventListener('abort', () => (left = true));
        await pause(400);
        return echo()(message, leaving);
      });
      await expect(stand.broker.request(ask(rpc('a')), soon(60))).rejects.toMatchObject({ code: 'deadline', reason: 'DEADLINE_EXCEEDED' });
      await until(() => left, 1000);
      await expect(stand.broker.request(ask(rpc('a')), soon(-1))).rejects.toMatchObject({ code: 'deadline' });
    });

    it('until the caller leaves, and tells the serving side', async () => {
      const caller = new AbortController();
      let left = false;
      await stand.broker.serve(rpc('a'), 'q', async (message, leaving) => {
        leaving.signal.addEventListener('abort', () => (left = true));
        caller.abort();
        await pause(300);
        return echo()(message, leaving);
      });
      await expect(stand.broker.request(ask(rpc('a')), { ...soon(), signal: caller.signal })).rejects.toMatchObject({ code: 'cancelled' });
      await until(() => left, 1000);
    });

    it('answers with an error when the answerer throws', async () => {
      await stand.broker.serve(rpc('a'), 'q', async () => Promise.reject(new TypeError('secret')));
      const { headers, data } = await stand.broker.request(ask(rpc('a')), soon());
      expect(headers['rapport-error']).toBe('1');
      expect(text(data)).toBe('{"code":"internal","reason":"INTERNAL","details":{}}');
    });

    it('refuses what is too large before sending it', async () => {
      await stand.broker.serve(rpc('a'), 'q', echo());
      const large = { ...ask(rpc('a')), data: new Uint8Array(2_000_000) };
      await expect(stand.broker.request(large, soon())).rejects.toMatchObject({ code: 'too_large', reason: 'BODY_TOO_LARGE' });
      await expect(stand.broker.publish({ ...large, id: randomUUID(), subject: event('large') })).rejects.toMatchObject({ code: 'too_large' });
    });

    it('not to those who closed, after what they had was answered', async () => {
      const slow: Answerer = async (message, leaving) => {
        await pause(150);
        return echo('slow ')(message, leaving);
      };
      const close = await stand.broker.serve(rpc('a'), 'q', slow);
      const asked = stand.broker.request(ask(rpc('a')), soon());
      await pause(30);
      await close();
      expect(text((await asked).data)).toBe('slow hi');
      await expect(stand.broker.request(ask(rpc('a')), soon())).rejects.toMatchObject({ reason: 'NO_RESPONDER' });
    });
  });

  describe('carries streamed answers', () => {
    const counting =
      (to: number, stopped: () => void): Answerer =>
      async () => {
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
      await stand.broker.serve(
        rpc('s'),
        'q',
        counting(500, () => {}),
      );
      const got: number[] = [];
      for await (const { data, headers } of stand.broker.stream(ask(rpc('s')), soon(5000))) {
        got.push(Number(text(data)));
        expect(headers['rapport-created']).toBe('1');
      }
      expect(got).toEqual(Array.from({ length: 500 }, (_, n) => n + 1));
    });

    it('until the listener leaves the loop, which stops the serving side', async () => {
      let stopped = false;
      await stand.broker.serve(
        rpc('s'),
        'q',
        counting(1e9, () => (stopped = true)),
      );
      for await (const { data } of stand.broker.stream(ask(rpc('s')), soon(5000))) if (text(data) === '100') break;
      await until(() => stopped, 2000);
    });

    it('no faster than they are read', async () => {
      let made = 0;
      await stand.broker.serve(rpc('s'), 'q', async () =>
        (async function* () {
          for (;;) {
            made += 1;
            yield ask('', 'x');
            await pause(0);
          }
        })(),
      );
      const listening = stand.broker.stream(ask(rpc('s')), soon(5000))[Symbol.asyncIterator]();
      await listening.next();
      await pause(300);
      expect(made).toBeLessThanOrEqual(65);
      await listening.return?.();
    });

    it('no longer than the deadline', async () => {
      await stand.broker.serve(rpc('s'), 'q', async () =>
        (async function* () {
          yield ask('', '1');
          await pause(500);
          yield ask('', '2');
        })(),
      );
      const listen = async () => {
        for await (const _ of stand.broker.stream(ask(rpc('s')), soon(100)));
      };
      await expect(listen()).rejects.toMatchObject({ code: 'deadline' });
    });

    it('or says that nobody serves them', async () => {
      const listen = async () => {
        for await (const _ of stand.broker.stream(ask(rpc('s')), soon()));
      };
      await expect(listen()).rejects.toMatchObject({ reason: 'NO_RESPONDER' });
    });
  });
}
