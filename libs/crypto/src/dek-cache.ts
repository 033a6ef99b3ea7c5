import type { Clock } from '@rapport/kernel';
import type { Keks, WrappedKey } from './keks.js';
import { OpenDek } from './open-dek.js';

/** Keys lent by the cache: usable until `release`, which must be called exactly when the work is done (`using` does it too). */
export interface Lease extends Disposable {
  /** In the order of the wrapped keys that were asked for. */
  readonly deks: readonly OpenDek[];
  release(): void;
}

interface Entry {
  readonly dek: OpenDek;
  readonly until: number;
  leases: number;
  evicted: boolean;
}

/** How much the cache may hold, and for how long. */
export interface CacheLimits {
  /** People's keys held. */
  readonly entries: number;
  /** Of those, the most recently used that also keep what they derived for each column: some pages of a list. All of them would cost the garbage collector more than deriving again does. */
  readonly derived: number;
  /** Milliseconds after which the key service is asked again, so that a disabled key stops working. */
  readonly ttlMs: number;
}

/**
 * Unwrapped keys, the most recently used, in memory only. A look-up needs the wrapped bytes, so that a key whose row was destroyed is out of reach at once, and the
 * person's next key is never mistaken for it. An evicted key is zeroed when its last lease ends.
 */
export class DekCache {
  private readonly entries = new Map<string, Entry>();
  /** Those that are to keep their column keys, the longest unused first. */
  private readonly warm = new Set<OpenDek>();

  constructor(
    private readonly keks: Keks,
    private readonly clock: Clock,
    private readonly limits: CacheLimits = { entries: 5000, derived: 400, ttlMs: 300_000 },
  ) {}

  /** How many keys are held. */
  get size(): number {
    return this.entries.size;
  }

  /** The keys of these people; those not held are unwrapped in one request. Errors as `Keks.unwrap`. */
  async open(wrapped: readonly WrappedKey[]): Promise<Lease> {
    const held = new Map<string, Entry>();
    const missing = new Map<string, WrappedKey>();
    const ids = wrapped.map(idOf);
    for (const [at, one] of wrapped.entries()) {
      const id = ids[at]!;
      const entry = held.has(id) || missing.has(id) ? undefined : this.take(id);
      if (entry) held.set(id, entry);
      else if (!held.has(id)) missing.set(id, one);
    }
    try {
      const keys = missing.size > 0 ? await this.keks.unwrap([...missing.values()]) : [];
      let next = 0;
      for (const [id, one] of missing) held.set(id, this.add(id, one, keys[next++]!));
    } catch (thrown) {
      for (const entry of held.values()) this.giveBack(entry);
      throw thrown;
    }
    return this.lent(
      held,
      ids.map((id) => held.get(id)!.dek),
    );
  }

  /** Drops and zeroes every key of one person. */
  forget(tenant: string, subject: string): void {
    for (const [id, { dek }] of this.entries) if (dek.owner.tenant === tenant && dek.owner.subject === subject) this.evict(id);
  }

  /** Drops and zeroes everything: on shutdown. */
  clear(): void {
    for (const id of this.entries.keys()) this.evict(id);
  }

  private take(id: string): Entry | undefined {
    const entry = this.entries.get(id);
    if (!entry) return undefined;
    if (entry.until <= this.clock.now().getTime()) {
      this.evict(id);
      return undefined;
    }
    this.entries.delete(id);
    this.entries.set(id, entry);
    entry.leases += 1;
    this.keepWarm(entry.dek);
    return entry;
  }

  private add(id: string, wrapped: WrappedKey, key: Buffer): Entry {
    const dek = new OpenDek(key, { tenant: wrapped.tenant, subject: wrapped.subject }, wrapped.generation);
    key.fill(0);
    this.evict(id);
    const entry: Entry = { dek, until: this.clock.now().getTime() + this.limits.ttlMs, leases: 1, evicted: false };
    this.entries.set(id, entry);
    for (const oldest of this.entries.keys()) {
      if (this.entries.size <= this.limits.entries) break;
      this.evict(oldest);
    }
    this.keepWarm(dek);
    return entry;
  }

  private keepWarm(dek: OpenDek): void {
    this.warm.delete(dek);
    this.warm.add(dek);
    if (this.warm.size <= this.limits.derived) return;
    const [longestUnused] = this.warm;
    this.warm.delete(longestUnused!);
    longestUnused!.rest();
  }

  private lent(held: ReadonlyMap<string, Entry>, deks: readonly OpenDek[]): Lease {
    let released = false;
    const release = (): void => {
      if (!released) for (const entry of held.values()) this.giveBack(entry);
      released = true;
    };
    return { deks, release, [Symbol.dispose]: release };
  }

  private giveBack(entry: Entry): void {
    entry.leases -= 1;
    if (entry.leases > 0) return;
    if (entry.evicted) entry.dek.destroy();
    else if (!this.warm.has(entry.dek)) entry.dek.rest();
  }

  private evict(id: string): void {
    const entry = this.entries.get(id);
    if (!entry) return;
    this.entries.delete(id);
    this.warm.delete(entry.dek);
    entry.evicted = true;
    if (entry.leases === 0) entry.dek.destroy();
  }
}

function idOf(wrapped: WrappedKey): string {
  const { buffer, byteOffset, length } = wrapped.bytes;
  return `${wrapped.tenant}\0${wrapped.subject}\0${wrapped.generation}\0${wrapped.kekId}\0${Buffer.from(buffer, byteOffset, length).toString('latin1')}`;
}
