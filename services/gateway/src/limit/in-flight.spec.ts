import { describe, expect, it } from '@jest/globals';
import { InFlight } from './in-flight.js';

const small = { isBulk: false, bodyBytes: 0 };
const bulk = { isBulk: true, bodyBytes: 0 };
const entered = (inFlight: InFlight, loads: readonly Parameters<InFlight['enter']>[0][]) =>
  loads.map((load) => {
    try {
      return inFlight.enter(load);
    } catch (thrown) {
      return (thrown as { details: { retryAfterMs: number } }).details.retryAfterMs;
    }
  });
const kinds = (results: readonly unknown[]) => results.map((result) => (typeof result === 'function' ? 'in' : result));

describe('requests under way', () => {
  it('are so many at once, and one more for each that leaves', () => {
    const inFlight = new InFlight({ maxInFlight: 2, bulkShare: 1, maxBodyBytes: 1024 });
    const [leave, ...others] = entered(inFlight, [small, small, small]);
    expect(kinds([leave, ...others])).toEqual(['in', 'in', 1000]);
    (leave as () => void)();
    expect(kinds(entered(inFlight, [small, small]))).toEqual(['in', 1000]);
  });

  it('leave room for people when there is much work in bulk, which is told to come later', () => {
    const inFlight = new InFlight({ maxInFlight: 8, bulkShare: 0.25, maxBodyBytes: 1024 });
    expect(kinds(entered(inFlight, [bulk, bulk, bulk, small, small, small, small, small, small, small]))).toEqual([
      'in',
      'in',
      5000,
      'in',
      'in',
      'in',
      'in',
      'in',
      'in',
      1000,
    ]);
  });

  it('take one piece of bulk work however little its share is', () => {
    expect(kinds(entered(new InFlight({ maxInFlight: 8, bulkShare: 0, maxBodyBytes: 1024 }), [bulk, bulk]))).toEqual(['in', 5000]);
  });

  it('hold no more bytes than 64 of the largest bodies; one that does not say its length counts as such', () => {
    const inFlight = new InFlight({ maxInFlight: 1000, bulkShare: 1, maxBodyBytes: 1024 });
    const results = kinds(
      entered(
        inFlight,
        Array.from({ length: 66 }, (_, n) => ({ isBulk: false, bodyBytes: n % 2 ? 1024 : undefined })),
      ),
    );
    expect([results.filter((result) => result === 'in').length, results.at(-1)]).toEqual([64, 1000]);
    expect(kinds(entered(inFlight, [small]))).toEqual(['in']);
  });
});
