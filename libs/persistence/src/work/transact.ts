import { AppError } from '@rapport/kernel';
import type { QueryResult } from 'pg';
import { Session, type Beginning } from './session.js';

/** One transaction: how it begins, and when nobody waits for it any more. */
export interface Transaction extends Beginning {
  readonly deadline?: Date;
  readonly signal?: AbortSignal;
}

/** What a body leaves: the statements that go with COMMIT in one round trip, and its value, or how to read it from their results, or what gives it meanwhile. */
export type Closing<T> = { readonly statements: readonly string[] } & (
  | { readonly value: T }
  | { readonly read: (results: readonly QueryResult[]) => T }
  | { readonly meanwhile: () => Promise<T> }
);

const finished = new Error('This unit of work has ended; its tx cannot be used any more');

/**
 * Runs the body in one transaction, which costs a round trip for each answer that the body waits for and one to commit; none when there is nothing to do. Whatever is
 * thrown rolls back. When the signal aborts before the commit was sent, the transaction is rolled back at once, whatever the body does.
 */
export async function transact<T>(transaction: Transaction, body: (session: Session) => Promise<Closing<T>>): Promise<T> {
  refuseLate(transaction);
  const session = new Session(transaction);
  let value: T | Promise<T>;
  try {
    const closing = await unlessAborted(transaction, body(session));
    const idle = !session.begun && session.queued + closing.statements.length === 0;
    const committed = idle ? Promise.resolve([]) : commit(session, closing.statements);
    const given = 'meanwhile' in closing ? whenSent(closing.meanwhile) : undefined;
    const results = await committed;
    session.end(finished);
    await session.giveBack(true);
    value = 'meanwhile' in closing ? given! : 'read' in closing ? closing.read(results) : closing.value;
  } catch (thrown) {
    session.end(thrown instanceof Error ? thrown : finished);
    await session.giveBack(false);
    throw thrown;
  }
  return value;
}

async function commit(session: Session, statements: readonly string[]): Promise<QueryResult[]> {
  const results = await session.script(...statements, 'commit');
  if (results.at(-1)?.command !== 'COMMIT')
    throw new AppError('internal', 'INTERNAL', {}, { cause: new Error('A statement failed and the body went on as if it had not') });
  return results;
}

/** Begins once what was asked of the database is on its way. Its failure counts after the commit's. */
function whenSent<T>(body: () => Promise<T>): Promise<T> {
  const value = new Promise((resolve) => setImmediate(resolve)).then(body);
  value.catch(() => undefined);
  return value;
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
