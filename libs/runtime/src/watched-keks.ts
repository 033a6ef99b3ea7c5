import { readFileSync, statSync } from 'node:fs';
import { KekMissing, KeyFileBroken, LocalKeks, readKeyFile, type Keks, type KeyFile, type KeyOwner, type WrappedKey } from '@rapport/crypto';

const lookEveryMs = 1000;

/** The keys of a file that may change while we run: a rotation adds one and, at its end, drops the old. Looks again once a second at most, and at once when a key is missing. */
export class WatchedKeks implements Keks {
  private keks: LocalKeks;
  private stamp: string;
  private lookedAt = Date.now();

  /** `fresh`: the keys until the file is there. */
  constructor(
    private readonly file: string,
    fresh?: KeyFile,
  ) {
    this.stamp = stampOf(file);
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
    this.fresh();
    return this.retried((keks) => keks.rewrap(wrapped));
  }

  private retried<T>(use: (keks: LocalKeks) => T): T {
    try {
      return use(this.keks);
    } catch (thrown) {
      if (!(thrown instanceof KekMissing)) throw thrown;
      this.look();
      return use(this.keks);
    }
  }

  /** Looks at the file now. One that is not there changes nothing. */
  look(): void {
    this.lookedAt = Date.now();
    const stamp = stampOf(this.file);
    if (stamp === this.stamp || stamp === '') return;
    this.keks = read(this.file);
    this.stamp = stamp;
  }

  private fresh(): LocalKeks {
    if (Date.now() - this.lookedAt >= lookEveryMs) this.look();
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
  const found = statSync(file, { throwIfNoEntry: false });
  return found ? `${found.mtimeMs} ${found.size} ${found.ino}` : '';
}
