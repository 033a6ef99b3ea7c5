import type { DatabaseSync } from 'node:sqlite';
import { unavailable } from '../broker/broker-error.js';

interface Write {
  run(): void;
  resolve(): void;
  reject(error: unknown): void;
}

/** Writes of one turn of the event loop share one commit: each resolves once it is kept. */
export class CommitGroup {
  private waiting: Write[] = [];
  private afterwards: (() => void)[] = [];
  private scheduled: NodeJS.Immediate | undefined;

  constructor(private readonly file: DatabaseSync) {}

  write(run: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ run, resolve, reject });
      this.scheduled ??= setImmediate(() => this.flush());
    });
  }

  /** Runs after the commit that is being prepared, before its writers are told. */
  after(then: () => void): void {
    this.afterwards.push(then);
  }

  /** Commits what waits, now. */
  flush(): void {
    clearImmediate(this.scheduled);
    this.scheduled = undefined;
    const writes = this.waiting;
    this.waiting = [];
    if (writes.length === 0) return;
    try {
      this.file.exec('begin immediate');
      for (const write of writes) write.run();
      this.file.exec('commit');
    } catch (cause) {
      this.abandon(writes, cause);
      return;
    }
    for (const then of this.afterwards.splice(0)) then();
    for (const write of writes) write.resolve();
  }

  private abandon(writes: readonly Write[], cause: unknown): void {
    if (this.file.isOpen && this.file.isTransaction) this.file.exec('rollback');
    this.afterwards = [];
    for (const write of writes) write.reject(unavailable(cause));
  }
}
