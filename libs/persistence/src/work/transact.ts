import { AppError } from '@rapport/kernel';
import type { Pool, PoolClient, QueryResult } from 'pg';
import { fromPostgres, type UniqueNames } from '../database/postgres-fault.js';
import { Session } from './session.js';

/** One transaction: how it begins, and when nobody waits for it any more. */
export interface Transaction {
  readonly pool: Pool;
  /** Statements that follow BEGIN in the same round trip. */
  readonly opening: string;
  readonly unique?: UniqueNames;
  readonly deadline?: Date;
  readonly signal?: AbortSignal;
}

/** What a body leaves: its value, and the statements that go with COMMIT in one round trip. */
export interface Closing<T> {
  readonly value: T;
  readonly statements: string;
}

const finished = new Error('This unit of work has ended; its tx cannot be used any more');

/**
 * Runs the body in one transaction: one round trip to begin, one to write `statements` and commit. Whatever is thrown rolls back.
 * When the signal aborts before the commit was sent, the transaction is rolled back at once, whatever the body does.
 */
export async function transact<T>(transaction: Transaction, body: (session: Session, opened: QueryResult[]) => Promise<Closing<T>>): Promise<T> {
  refuseLate(transaction);
  const client = await connect(transaction.pool);
  const session = new Session(client, transaction.unique ?? {});
  try {
    const opened = await session.script(`begin; ${transaction.opening}`);
    const { value, statements } = await unlessAborted(transaction, body(session, opened));
    const results = await session.script(`${statements} commit`);
    if (results.at(-1)?.command !== 'COMMIT')
      throw new AppError('internal', 'INTERNAL', {}, { cause: new Error('A statement failed and the body went on as if it had not') });
    session.end(finished);
    client.release();
    return value;
  } catch (thrown) {
    session.end(thrown instanceof Error ? thrown : finished);
    await giveBack(client, session);
    throw thrown;
  }
}

async function connect(pool: Pool): Promise<PoolClient> {
  try {
    return await pool.connect();
  } catch (thrown) {
    throw fromPostgres(thrown);
  }
}

/** A connection in the middle of a statement is closed, which rolls back; waiting for the statement could take long. */
async function giveBack(client: PoolClient, session: Session): Promise<void> {
  if (session.busy) return client.release(true);
  await client.query('rollback').then(
    () => client.release(),
    () => client.release(true),
  );
}

function refuseLate({ deadline, signal }: Transaction): void {
  if (deadline && deadline.getTime() <= Date.now()) throw new AppError('deadline', 'DEADLINE_EXCEEDED');
  if (signal?.aborted) throw new AppError('cancelled', 'CANCELLED');
}

async function unlessAborted<T>({ deadline, signal }: Transaction, body: Promise<T>): Promise<T> {
  if (!signal) return body;
  let leave: () => void = () => undefined;
  const left = new Promise<never>((_, reject) => {
    leave = () => reject(deadline && deadline.getTime() <= Date.now() ? new AppError('deadline', 'DEADLINE_EXCEEDED') : new AppError('cancelled', 'CANCELLED'));
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
  });
  try {
    return await Promise.race([body, left]);
  } finally {
    signal.removeEventListener('abort', leave);
    body.catch(() => undefined);
  }
}
