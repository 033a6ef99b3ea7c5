import type { PGlite } from '@electric-sql/pglite';

/** Somebody connected to the embedded database. */
export interface Client {
  /** Takes bytes of the answer. */
  answer(bytes: Uint8Array): void;
  /** Cuts the connection. */
  cut(): void;
}

interface Turn {
  readonly client: Client;
  readonly bytes: Uint8Array;
  /** A Flush ends the exchange in the middle of a query: nobody else until its Sync. */
  readonly holds: boolean;
}

/**
 * Lets many clients share PGlite's one session: exchanges run one after another, and a client inside a transaction keeps the session until it ends.
 * A client that leaves is rolled back; one that sits in a transaction without a word for `idleMs` is cut, as `idle_in_transaction_session_timeout` would.
 */
export class SessionQueue {
  private readonly turns: Turn[] = [];
  private readonly gone = new WeakSet<Client>();
  private owner: Client | undefined;
  private running = false;
  private idle: NodeJS.Timeout | undefined;

  private readonly db: PGlite;
  private readonly idleMs: number;

  constructor(db: PGlite, idleMs: number) {
    this.db = db;
    this.idleMs = idleMs;
  }

  add(turn: Turn): void {
    this.turns.push(turn);
    void this.work();
  }

  /** The client's connection closed. */
  leave(client: Client): void {
    this.gone.add(client);
    void this.work();
  }

  private async work(): Promise<void> {
    if (this.running) return;
    this.running = true;
    clearTimeout(this.idle);
    await this.release();
    for (let turn = this.next(); turn; turn = this.next()) {
      await this.run(turn);
      await this.release();
    }
    this.running = false;
    const { owner } = this;
    if (owner) this.idle = setTimeout(() => owner.cut(), this.idleMs);
  }

  private next(): Turn | undefined {
    for (let i = this.turns.length - 1; i >= 0; i--) if (this.gone.has(this.turns[i]!.client)) this.turns.splice(i, 1);
    const at = this.turns.findIndex((turn) => !this.owner || turn.client === this.owner);
    return at < 0 ? undefined : this.turns.splice(at, 1)[0];
  }

  private async run(turn: Turn): Promise<void> {
    try {
      await this.db.execProtocolRawStream(turn.bytes, { onRawData: (data) => turn.client.answer(data) });
    } catch {
      turn.client.cut();
      this.gone.add(turn.client);
    }
    this.owner = turn.holds || this.db.isInTransaction() ? turn.client : undefined;
  }

  /** Rolls back what a client who left had open, and forgets what it still wanted. */
  private async release(): Promise<void> {
    if (!this.owner || !this.gone.has(this.owner)) return;
    this.owner = undefined;
    await this.db.exec('rollback');
  }
}
