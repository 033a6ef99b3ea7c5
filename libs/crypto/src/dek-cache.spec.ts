import { describe, expect, it } from '@jest/globals';
import { FixedClock } from '@rapport/kernel';
import { DekCache } from './dek-cache.js';
import type { Keks, WrappedKey } from './keks.js';
import { newKeyFile } from './key-file.js';
import { LocalKeks } from './local-keks.js';
import { newDek, type OpenDek } from './open-dek.js';
import { SealBroken } from './seal-broken.js';

const keks = new LocalKeks(newKeyFile(new Date(0)));
const wrappedFor = (...subjects: string[]): WrappedKey[] =>
  keks.wrap(subjects.map((subject) => ({ owner: { tenant: 'acme', subject, generation: 1 }, key: newDek() })));
const at = (subject: string) => ({ tenant: 'acme', table: 't', column: 'c', row: 'r', subject });

/** Counts what reaches the key service, and answers as late as one. */
class CountedKeks implements Keks {
  readonly activeId = keks.activeId;
  readonly asked: number[] = [];
  wrap = keks.wrap.bind(keks);
  rewrap = keks.rewrap.bind(keks);

  async unwrap(wrapped: readonly WrappedKey[]): Promise<Buffer[]> {
    this.asked.push(wrapped.length);
    return keks.unwrap(wrapped);
  }
}

describe('the cache of open keys', () => {
  it('asks the key service once for a page, and not again while it holds the keys', async () => {
    const service = new CountedKeks();
    const cache = new DekCache(service, new FixedClock());
    const [anna, boris] = wrappedFor('anna', 'boris') as [WrappedKey, WrappedKey];
    using page = await cache.open([anna, boris, anna]);
    expect(page.deks.map((dek) => dek.owner.subject)).toEqual(['anna', 'boris', 'anna']);
    (await cache.open([boris])).release();
    expect(service.asked).toEqual([2]);
  });

  it('opens what the same key sealed before', async () => {
    const cache = new DekCache(keks, new FixedClock());
    const wrapped = wrappedFor('anna');
    using first = await cache.open(wrapped);
    const envelope = first.deks[0]!.seal(at('anna'), 'Анна');
    cache.clear();
    using second = await cache.open(wrapped);
    expect(second.deks[0]).not.toBe(first.deks[0]);
    expect(second.deks[0]!.open(at('anna'), envelope)).toBe('Анна');
  });

  it('forgets the least recently used and destroys its key', async () => {
    const cache = new DekCache(keks, new FixedClock(), { entries: 2, derived: 2, ttlMs: 1000 });
    const [anna, boris, vera] = wrappedFor('anna', 'boris', 'vera') as [WrappedKey, WrappedKey, WrappedKey];
    const lent: OpenDek[] = [];
    for (const one of [anna, boris, anna, vera]) {
      const lease = await cache.open([one]);
      lent.push(lease.deks[0]!);
      lease.release();
    }
    expect(cache.size).toBe(2);
    expect(() => lent[1]!.seal(at('boris'), 'x')).toThrow('destroyed');
    expect(lent[0]!.seal(at('anna'), 'x').length).toBeGreaterThan(0);
  });

  it('lets all but the last used forget what they derived, and they seal and open as before', async () => {
    const cache = new DekCache(keks, new FixedClock(), { entries: 10, derived: 1, ttlMs: 1000 });
    const wrapped = wrappedFor('anna', 'boris');
    const page = await cache.open(wrapped);
    const [anna, boris] = page.deks as [OpenDek, OpenDek];
    const envelope = anna.seal(at('anna'), 'x');
    boris.seal(at('boris'), 'x');
    page.release();
    expect([anna.derived, boris.derived]).toEqual([0, 1]);
    using again = await cache.open(wrapped);
    expect(again.deks[0]).toBe(anna);
    expect(anna.open(at('anna'), envelope)).toBe('x');
  });

  it('asks again when the time is over, so that a disabled key stops working', async () => {
    const clock = new FixedClock();
    const service = new CountedKeks();
    const cache = new DekCache(service, clock, { entries: 10, derived: 10, ttlMs: 1000 });
    const wrapped = wrappedFor('anna');
    (await cache.open(wrapped)).release();
    clock.advance(999);
    (await cache.open(wrapped)).release();
    clock.advance(1);
    (await cache.open(wrapped)).release();
    expect(service.asked).toEqual([1, 1]);
  });

  it('leaves a lent key usable until it is given back, even when it had to go meanwhile', async () => {
    const cache = new DekCache(keks, new FixedClock(), { entries: 1, derived: 1, ttlMs: 1000 });
    const lease = await cache.open(wrappedFor('anna', 'boris', 'vera'));
    expect(cache.size).toBe(1);
    cache.forget('acme', 'vera');
    expect(cache.size).toBe(0);
    for (const dek of lease.deks) dek.seal(at(dek.owner.subject), 'x');
    lease.release();
    lease.release();
    for (const dek of lease.deks) expect(() => dek.seal(at(dek.owner.subject), 'x')).toThrow('destroyed');
  });

  it('never takes a person’s erased key for the next one', async () => {
    const cache = new DekCache(keks, new FixedClock());
    using before = await cache.open(wrappedFor('anna'));
    const envelope = before.deks[0]!.seal(at('anna'), 'x');
    using after = await cache.open(wrappedFor('anna'));
    expect(() => after.deks[0]!.open(at('anna'), envelope)).toThrow(SealBroken);
  });

  it('lends nothing when one key of a page does not open', async () => {
    const cache = new DekCache(keks, new FixedClock());
    const [anna, boris] = wrappedFor('anna', 'boris') as [WrappedKey, WrappedKey];
    const held = await cache.open([anna]);
    await expect(cache.open([anna, { ...boris, subject: 'vera' }])).rejects.toThrow(SealBroken);
    held.release();
    cache.clear();
    expect(() => held.deks[0]!.seal(at('anna'), 'x')).toThrow('destroyed');
  });
});
