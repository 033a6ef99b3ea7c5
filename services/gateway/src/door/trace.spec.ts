import { describe, expect, it } from '@jest/globals';
import { traceIdOf, traceOfCaller } from './trace.js';

const given = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

describe('the trace of a request', () => {
  it('is the caller’s', () => {
    expect(traceOfCaller({ traceparent: given, tracestate: 'a=1' })).toEqual({ traceparent: given, tracestate: 'a=1' });
    expect(traceIdOf({ traceparent: given })).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
  });

  it.each([undefined, 'x', given.toUpperCase(), `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, `${given}\r\nx: y`])('is a new one for %j', (traceparent) => {
    const trace = traceOfCaller(traceparent === undefined ? {} : { traceparent });
    expect(trace.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
    expect(trace.traceparent).not.toBe(given);
  });
});
