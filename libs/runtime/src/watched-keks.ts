import { readFileSync, statSync } from 'node:fs';
import { KekMissing, KeyFileBroken, LocalKeks, readKeyFile, type Keks, type KeyFile, type KeyOwner, type WrappedKey } from '@rapport/crypto';
import { AppError } from '@rapport/kernel';

const lookEveryMs = 1000;

/** The keys of a file that may change while we run: a rotation adds one and, at its end, drops the old. Looks again once a second at most, and at once when a key is missing. Throws `unavailable` while the file is away. */
export class WatchedKeks implements Keks {
  private keks: LocalKeks;
  private stamp: string;
  private lookedAt = Date.now();
  private unwritten: boolean;

  /** `fresh`: the keys until the file is there. */
  constructor(
    private readonly file: string,
    fresh?: KeyFile,
  ) {
    this.stamp = stampOf(file);
    this.unwritten = fresh !== undefined;
    this.keks = fresh ? new LocalKeks(fresh) : read(file);
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
      this.look();
      return use(this.keks);
    }
  }

  /** Looks at the file now. Throws `unavailable` for as long as it is away or broken: a key that was taken away must stop working. */
  look(): void {
    const stamp = stampOf(this.file);
    if (stamp === '' && this.unwritten) return;
    if (stamp === '') throw unavailable(new Error('the key file is away'));
    this.unwritten = false;
    if (stamp !== this.stamp) this.keks = readNow(this.file);
    this.stamp = stamp;
    this.lookedAt = Date.now();
  }

  private fresh(): LocalKeks {
    if (Date.now() - this.lookedAt >= lookEveryMs) this.look();
    return this.keks;
  }
}

function unavailable(cause: unknown): AppError {
  return new AppError('unavailable', 'UNAVAILABLE', { retryAfterMs: lookEveryMs }, { cause });
}

function readNow(file: string): LocalKeks {
  try {
    return read(file);
  } catch (cause) {
    throw unavailable(cause);
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
  const found = statSync(file, { throwIfNoEntry: false });
  return found ? `${found.mtimeMs} ${found.size} ${found.ino}` : '';
}
