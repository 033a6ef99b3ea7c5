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
import type { PoolClient, QueryResult as PgResult } from 'pg';
import { fromPostgres, type UniqueNames } from '../database/postgres-fault.js';

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

/** One transaction's hold on a connection. Once ended it sends nothing more, so that a body that lives on cannot write into somebody else's transaction. */
export class Session implements DatabaseConnection {
  readonly sql: Kysely<Tables>;
  private ended: Error | undefined;
  private underWay = 0;

  constructor(
    private readonly client: PoolClient,
    private readonly unique: UniqueNames,
  ) {
    const executor = new DefaultQueryExecutor(compiler, adapter, { provideConnection: (use) => use(this) });
    this.sql = new Kysely<Tables>({ config: { dialect }, dialect, driver, executor });
  }

  /** Several statements in one round trip; no parameters. */
  async script(text: string): Promise<PgResult[]> {
    const results = await this.send(() => this.client.query(text) as unknown as Promise<PgResult | PgResult[]>);
    return Array.isArray(results) ? results : [results];
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const result = await this.send(() => this.client.query(query.sql, query.parameters as unknown[]));
    return { rows: result.rows as R[], ...(result.command === 'SELECT' ? {} : { numAffectedRows: BigInt(result.rowCount ?? 0) }) };
  }

  streamQuery(): AsyncIterableIterator<never> {
    throw new Error('Read in pages: a stream would hold the transaction open for as long as its reader likes');
  }

  /** Whether a statement is being worked on now. */
  get busy(): boolean {
    return this.underWay > 0;
  }

  /** Nothing more may be sent by the body. */
  end(reason: Error): void {
    this.ended ??= reason;
  }

  private async send<T>(query: () => Promise<T>): Promise<T> {
    if (this.ended) throw this.ended;
    this.underWay += 1;
    try {
      return await query();
    } catch (thrown) {
      throw fromPostgres(thrown, this.unique);
    } finally {
      this.underWay -= 1;
    }
  }
}
