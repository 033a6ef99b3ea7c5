import { describe, expect, it } from '@jest/globals';
import { runBulk, runInCalls, type BulkProgress } from './run-bulk.js';

const numbers = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

describe('something done to many', () => {
  it('tells how far it has come, and a failure does not hold up the rest', async () => {
    const told: BulkProgress[] = [];
    const odd = async (item: number) => (item % 2 ? item * 10 : Promise.reject(new Error(`${item}`)));
    const { done, failed } = await runBulk(numbers(7), odd, (progress) => told.push(progress), new AbortController().signal);
    expect(done.map(([item, result]) => [item, result])).toEqual([[1, 10], [3, 30], [5, 50], [7, 70]]); // prettier-ignore
    expect(failed.map(([item]) => item)).toEqual([2, 4, 6]);
    expect(told.at(-1)).toEqual({ done: 4, failed: 3, of: 7 });
  });

  it('begins no further one once it is stopped, and never more than four at once', async () => {
    const stop = new AbortController();
    let abreast = 0;
    let most = 0;
    const slowly = async (item: number) => {
      most = Math.max(most, (abreast += 1));
      await new Promise((resolve) => setTimeout(resolve, 5));
      abreast -= 1;
      if (item === 6) stop.abort();
    };
    const { done } = await runBulk(numbers(40), slowly, () => undefined, stop.signal);
    expect(most).toBe(4);
    expect(done.length).toBeGreaterThanOrEqual(6);
    expect(done.length).toBeLessThan(12);
  });

  it('goes in few calls where many can be done at once; each succeeds or fails for itself, and a call that fails for all of its own', async () => {
    const calls: number[] = [];
    const many = async (items: readonly number[]) => {
      calls.push(items.length);
      if (items.includes(51)) throw new Error('line');
      return items.map((item) => (item === 7 ? new Error('not yours') : item * 10));
    };
    const told: BulkProgress[] = [];
    const { done, failed } = await runInCalls(numbers(120), many, (progress) => told.push(progress), new AbortController().signal);
    expect(calls).toEqual([50, 50, 20]);
    expect([done.length, failed.length, told.at(-1)]).toEqual([69, 51, { done: 69, failed: 51, of: 120 }]);
    expect(done[0]).toEqual([1, 10]);
  });
});
