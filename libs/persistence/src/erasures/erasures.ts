import { AppError, NotYet, type Log } from '@rapport/kernel';
import type { Database } from '../database/database.js';
import { literal } from '../database/sql-literal.js';
import { schemaOf } from '../migrations/service-schema.js';
import { BackgroundLoop } from '../work/background-loop.js';
import { relayRows, type Background } from '../work/relay-transaction.js';
import { pathOf, type Erasure, type ErasureLedger } from './erasure.js';

const portion = 500;

/** Keeps the ledger of erasures and the database at one: what is erased here is noted there, and what was noted there is erased here again. */
export class Erasures {
  private readonly background: Background;
  private readonly loop: BackgroundLoop;

  constructor(
    db: Database,
    private readonly ledger: ErasureLedger,
    private readonly log: Log,
  ) {
    this.background = { db, names: schemaOf('keyring') };
    this.loop = new BackgroundLoop({ name: 'erasures', step: async () => (await this.note(), false), restMs: 30_000, log });
  }

  /** Notes, now and again, what a process that died or could not reach the ledger left. */
  start(): void {
    this.loop.start();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  /** To be awaited after the commit of an erasure and before its answer. Throws `ERASURE_NOT_NOTED` when the ledger cannot be reached: the same request again will note it. */
  async settle(): Promise<void> {
    try {
      await this.note();
    } catch (thrown) {
      if (!(thrown instanceof NotYet)) throw thrown;
      this.log.error('erasure-ledger-unreachable', thrown);
      throw new AppError('unavailable', 'ERASURE_NOT_NOTED', { retryAfterMs: 5000 }, { cause: thrown });
    }
  }

  /**
   * Erases what the ledger knows of one service and its database does not, which is so after a restore; answers how many. `erase` must commit before it resolves.
   * What the database knows and the ledger does not, because it is a new ledger, is noted there.
   */
  async replay(service: string, erase: (erasure: Erasure) => Promise<void>): Promise<number> {
    await this.note();
    const noted = (await this.ledger.all()).filter((erasure) => erasure.service === service);
    const known = await relayRows<Erasure>(this.background, `select ${columns} from erasures where service = ${literal(service)}`);
    const forgotten = without(noted, known);
    for (const erasure of forgotten) {
      await erase(erasure);
      await relayRows(
        this.background,
        `insert into erasures values (${[...values(erasure), 'now()', 'true'].join(',')}) on conflict (tenant_id, service, noun, id) do update set kept = true`,
      );
    }
    const unnoted = without(known, noted);
    if (unnoted.length > 0) await this.ledger.note(unnoted);
    return forgotten.length;
  }

  private async note(): Promise<void> {
    for (;;) {
      const rows = await relayRows<Erasure>(this.background, `select ${columns} from erasures where not kept limit ${portion}`);
      if (rows.length === 0) return;
      await this.ledger.note(rows);
      await relayRows(
        this.background,
        `update erasures set kept = true where (tenant_id, service, noun, id) in (${rows.map((row) => `(${values(row).join(',')})`).join(',')})`,
      );
    }
  }
}

const columns = 'tenant_id as tenant, service, noun, id';

function values({ tenant, service, noun, id }: Erasure): string[] {
  return [tenant, service, noun, id].map(literal);
}

/** Those of the first that are not among the second, each once. */
function without(some: readonly Erasure[], others: readonly Erasure[]): Erasure[] {
  const left = new Map(some.map((erasure) => [pathOf(erasure), erasure]));
  for (const other of others) left.delete(pathOf(other));
  return [...left.values()];
}
