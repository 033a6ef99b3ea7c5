import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AppError } from '@rapport/kernel';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { continueTrace, currentTraceId, linkTo, nameRequest, traceHeaders, withSpan } from './span.js';
import { collectSpans } from './tracing.js';

let collected: ReturnType<typeof collectSpans>;
beforeEach(() => void (collected = collectSpans()));
afterEach(() => collected.stop());

const spanNamed = (name: string) => collected.spans().find((span) => span.name === name)!;

describe('a trace', () => {
  it('goes on through promises, timers and callbacks', async () => {
    await withSpan('outer', {}, async () => {
      await sleep(1);
      await Promise.all([setImmediate(), withSpan('inner', {}, () => sleep(1))]);
    });
    expect(spanNamed('inner').parentId).toBe(spanNamed('outer').spanId);
    expect(spanNamed('inner').traceId).toBe(spanNamed('outer').traceId);
  });

  it('goes on behind headers, as through a broker', async () => {
    const sent = await withSpan('request', {}, () => Promise.resolve(traceHeaders()), { kind: 'producer' });
    expect(sent.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    await continueTrace({ traceparent: sent.traceparent! }, () =>
      withSpan('handle', {}, async () => {
        expect(currentTraceId()).toBe(sent.traceparent!.split('-')[1]);
      }),
    );
    expect(spanNamed('handle').parentId).toBe(spanNamed('request').spanId);
  });

  it('passes no foreign text on', async () => {
    const incoming = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', tracestate: 'vendor=Zebulon', baggage: 'name=Zebulon' };
    const passed = continueTrace(incoming, () => traceHeaders());
    expect(passed).toEqual({ traceparent: incoming.traceparent });
  });

  it('begins anew behind wrong headers', async () => {
    await continueTrace({ traceparent: 'zebulon' }, () => withSpan('handle', {}, () => Promise.resolve()));
    expect(spanNamed('handle').parentId).toBeUndefined();
  });

  it('keeps those that run at once apart', async () => {
    const ids = await Promise.all([1, 2, 3].map(() => withSpan('one', {}, async () => [currentTraceId(), await sleep(2), currentTraceId()] as const)));
    expect(new Set(ids.map(([before]) => before)).size).toBe(3);
    for (const [before, , after] of ids) expect(after).toBe(before);
  });

  it('can point at another one', async () => {
    const first = await withSpan('first', {}, () => Promise.resolve(traceHeaders()));
    await withSpan('second', {}, () => Promise.resolve(), { links: linkTo(first) });
    expect(spanNamed('second').links).toEqual([spanNamed('first').spanId]);
  });
});

describe('a span', () => {
  it('that failed says code and reason and throws on', async () => {
    const failing = withSpan('failing', {}, () => Promise.reject(new AppError('not_found', 'NOT_FOUND')));
    await expect(failing).rejects.toThrow(AppError);
    expect(spanNamed('failing')).toMatchObject({ failed: true, attributes: { 'rapport.error.code': 'not_found', 'rapport.error.reason': 'NOT_FOUND' } });
  });

  it('is named after the route once it is known', async () => {
    await withSpan('GET', {}, async () => nameRequest('GET', '/v1/contacts/{id}'));
    expect(spanNamed('GET /v1/contacts/{id}').attributes).toEqual({ 'http.route': '/v1/contacts/{id}' });
  });

  it.each(['Прасковья', 'zebulon.quux@example.org', '+7 999 555-01-42', '89995550142', 'Zebulon Quux'])(
    'cannot carry %s: attribute, name, event, status, statement',
    async (canary) => {
      const attributes = {
        'rapport.tenant': canary,
        'http.route': `/v1/contacts/${canary}`,
        'url.full': canary,
        'db.query.text': `select '${canary}'`,
        [canary]: 1,
      };
      await withSpan('carrier', attributes, async (span) => {
        span.recordException(new Error(canary));
        span.addEvent(canary, { name: canary }).setStatus({ code: 2, message: canary });
      });
      await withSpan(`person: ${canary}`, {}, () => Promise.reject(new Error(canary))).catch(() => {});
      expect(collected.spans()).toHaveLength(2);
      expect(JSON.stringify(collected.spans())).not.toContain(canary);
    },
  );
});

describe('without tracing', () => {
  it('work runs all the same and has no headers', async () => {
    await collected.stop();
    await withSpan('quiet', {}, async () => {
      expect(traceHeaders()).toEqual({});
      expect(currentTraceId()).toBeUndefined();
    });
  });
});
