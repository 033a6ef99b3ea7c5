import { readFileSync, statSync } from 'node:fs';
import { KekMissing, KeyFileBroken, LocalKeks, readKeyFile, type Keks, type KeyOwner, type WrappedKey } from '@rapport/crypto';
import { AppError } from '@rapport/kernel';

const lookEveryMs = 1000;

/** The keys of a file that may change while we run: a rotation adds one and, at its end, drops the old. Looks again once a second at most, and at once when a key is missing. Throws `unavailable` while the file is away. */
export class WatchedKeks implements Keks {
  private keks: LocalKeks;
  private stamp: string;
  private lookedAt = Date.now();

  constructor(private readonly file: string) {
    this.stamp = stampOf(file);
    this.keks = read(file);
  }

  get activeId(): string {
    return this.fresh().activeId;
  }

  wrap(keys: readonly { readonly owner: KeyOwner; readonly key: Uint8Array }[]): WrappedKey[] {
    return this.fresh().wrap(keys);
  }

  unwrap(wrapped: readonly WrappedKey[]): Buffer[] {
    return this.retried((keks) => keks.unwrap(wrapped));
  }

  rewrap(wrapped: readonly WrappedKey[]): WrappedKey[] {
    return this.retried((keks) => keks.rewrap(wrapped));
  }

  private retried<T>(use: (keks: LocalKeks) => T): T {
    try {
      return use(this.fresh());
    } catch (thrown) {
      if (!(thrown instanceof KekMissing)) throw thrown;
      this.lookedAt = 0;
      return use(this.fresh());
    }
  }

  /** The keys of now. Throws `unavailable` for as long as the file is away or broken: a key that was taken away must stop working. */
  private fresh(): LocalKeks {
    if (Date.now() - this.lookedAt < lookEveryMs) return this.keks;
    try {
      const stamp = stampOf(this.file);
      if (stamp !== this.stamp) this.keks = read(this.file);
      this.stamp = stamp;
    } catch (cause) {
      throw new AppError('unavailable', 'UNAVAILABLE', { retryAfterMs: lookEveryMs }, { cause });
    }
    this.lookedAt = Date.now();
    return this.keks;
  }
}

function read(file: string): LocalKeks {
  try {
    return new LocalKeks(readKeyFile(readFileSync(file, 'utf8')));
  } catch (cause) {
    if (!(cause instanceof KeyFileBroken)) throw cause;
    throw new KeyFileBroken(`The key file “${file}” is broken (${cause.message}); put it back from a copy, for without it nothing can be read again.`, {
      cause,
    });
  }
}

function stampOf(file: string): string {
  const { mtimeMs, size, ino } = statSync(file);
  return `${mtimeMs} ${size} ${ino}`;
}
