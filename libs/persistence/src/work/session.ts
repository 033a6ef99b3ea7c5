import { AppError } from '@rapport/kernel';
import {
  DefaultQueryExecutor,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely';
import type { Pool, PoolClient, QueryResult as PgResult } from 'pg';
import { fromPostgres, type UniqueNames } from '../database/postgres-fault.js';
import { inlined } from './inlined.js';

/** Every table as Kysely sees it: columns are known to the store that writes the query, not here. */
export type Tables = Record<string, Record<string, unknown>>;

class NoNestedTransactions extends DummyDriver {
  override async beginTransaction(): Promise<void> {
    throw new AppError('internal', 'INTERNAL', {}, { cause: new Error('The unit of work is the transaction; open no other inside it') });
  }
}

const driver: Driver = new NoNestedTransactions();
const adapter = new PostgresAdapter();
const compiler = new PostgresQueryCompiler();
const dialect: Dialect = {
  createAdapter: () => adapter,
  createDriver: () => driver,
  createQueryCompiler: () => compiler,
  createIntrospector: (db) => new PostgresIntrospector(db),
};

/** How a transaction begins. */
export interface Beginning {
  readonly pool: Pool;
  /** Statements that follow BEGIN. */
  readonly opening: readonly string[];
  readonly unique?: UniqueNames;
}

interface Asked {
  readonly from: number;
  readonly to: number;
  readonly resolve: (results: PgResult[]) => void;
  readonly reject: (thrown: unknown) => void;
}

/**
 * One transaction's statements. They wait until somebody needs an answer, and then travel together in one round trip, BEGIN with the first of them: a connection is
 * held for no longer than the database has work. Once ended it sends nothing more, so that a body that lives on cannot write into somebody else's transaction.
 */
export class Session implements DatabaseConnection {
  readonly sql: Kysely<Tables>;
  private waiting: string[] = [];
  private asked: Asked[] = [];
  private connection: Promise<PoolClient> | undefined;
  private ended: Error | undefined;
  private underWay = 0;

  constructor(private readonly beginning: Beginning) {
    const executor = new DefaultQueryExecutor(compiler, adapter, { provideConnection: (use) => use(this) });
    this.sql = new Kysely<Tables>({ config: { dialect }, dialect, driver, executor });
  }

  /** Adds statements whose answers nobody needs: they go with the next that somebody waits for, at the latest with COMMIT. One statement each, without semicolon. */
  later(...statements: readonly string[]): void {
    this.assertOpen();
    this.waiting.push(...statements);
  }

  /**
   * Sends these behind what waits, and answers their results. One statement each, without semicolon. Scripts asked for at the same time travel together, and fail together.
   */
  script(...statements: readonly string[]): Promise<PgResult[]> {
    const from = this.waiting.length;
    this.waiting.push(...statements);
    return new Promise((resolve, reject) => {
      this.asked.push({ from, to: from + statements.length, resolve, reject });
      // Once everything that can go on now has asked what it needs.
      if (this.asked.length === 1) process.nextTick(() => void this.flush());
    });
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const [result] = await this.script(inlined(query));
    return { rows: result!.rows as R[], ...(result!.command === 'SELECT' ? {} : { numAffectedRows: BigInt(result!.rowCount ?? 0) }) };
  }

  streamQuery(): AsyncIterableIterator<never> {
    throw new Error('Read in pages: a stream would hold the transaction open for as long as its reader likes');
  }

  /** Forgets what was not sent yet, and answers it; who asked for some of it is told so. */
  forget(): readonly string[] {
    const { asked, waiting } = this;
    [this.asked, this.waiting] = [[], []];
    for (const { reject } of asked) reject(new Error('Undone before it was sent'));
    return waiting;
  }

  /** How many statements wait. */
  get queued(): number {
    return this.waiting.length;
  }

  /** Whether the database knows of the transaction. */
  get begun(): boolean {
    return this.connection !== undefined;
  }

  /** Nothing more may be sent by the body. */
  end(reason: Error): void {
    this.ended ??= reason;
  }

  /** Gives the connection back: as it is after COMMIT, else rolled back. One in the middle of a statement is closed, since waiting for the statement could take long. */
  async giveBack(committed: boolean): Promise<void> {
    const client = await this.connection?.catch(() => undefined);
    if (!client || committed) return client?.release();
    if (this.underWay > 0) return client.release(true);
    await client.query('rollback').then(
      () => client.release(),
      () => client.release(true),
    );
  }

  private async flush(): Promise<void> {
    const { asked, waiting } = this;
    if (asked.length === 0) return;
    const begin = this.connection ? [] : ['begin', ...this.beginning.opening];
    const all = [...begin, ...waiting];
    [this.asked, this.waiting] = [[], []];
    try {
      const results = await this.send(all.join(';\n'));
      if (results.length !== all.length) throw new Error('Each statement of a script stands alone, without a semicolon');
      for (const { from, to, resolve } of asked) resolve(results.slice(begin.length + from, begin.length + to));
    } catch (thrown) {
      for (const { reject } of asked) reject(thrown);
    }
  }

  private async send(text: string): Promise<PgResult[]> {
    this.assertOpen();
    this.underWay += 1;
    try {
      const client = await (this.connection ??= this.beginning.pool.connect());
      this.assertOpen();
      const results = (await client.query(text)) as unknown as PgResult | PgResult[];
      return Array.isArray(results) ? results : [results];
    } catch (thrown) {
      throw fromPostgres(thrown, this.beginning.unique);
    } finally {
      this.underWay -= 1;
    }
  }

  private assertOpen(): void {
    if (this.ended) throw this.ended;
  }
}
