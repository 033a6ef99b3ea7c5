import { createHash } from 'node:crypto';
import { AppError, type CallContext, type Command } from '@rapport/kernel';
import type { QueryResult } from 'pg';
import { literal } from '../database/sql-literal.js';
import type { Tx } from '../work/tx.js';

/** Seals kept answers, which hold what the caller was shown, personal data included. */
export interface AnswerSealer {
  seal(tx: Tx, bytes: Uint8Array): Promise<Uint8Array>;
  open(tx: Tx, sealed: Uint8Array): Promise<Uint8Array>;
}

/** Seals kept answers that show persons, with those persons' own keys: whoever is erased takes with them what was answered of them, also out of a backup. */
export interface PersonSealer {
  /** Those among the ids whose data the command's answer can show. */
  among(tx: Tx, ids: readonly string[], failed: boolean): readonly string[];
  seal(tx: Tx, subjects: readonly string[], bytes: Uint8Array): Promise<Uint8Array>;
  /** Throws `ERASED` when one of them was erased. */
  open(tx: Tx, subjects: readonly string[], sealed: Uint8Array): Promise<Uint8Array>;
}

/** What seals answers: of persons with their keys, of others with the tenant's. */
export interface AnswerSealers {
  readonly sealer: AnswerSealer;
  readonly persons?: PersonSealer;
}

/** How a command ended. */
export type Outcome<T> = { readonly value: T } | { readonly error: AppError };

interface Row {
  readonly fingerprint: Buffer;
  readonly failed: boolean;
  readonly created: boolean;
  readonly outcome: Buffer;
  readonly subjects: readonly string[];
}

/** The first statements: takes the key for this transaction and looks for its outcome, and marks where a failed body goes back to. */
export function askForAnswer(call: CallContext, command: Command): string[] {
  const [tenant, principal, rpc, key] = nameOf(call, command);
  return [
    `select pg_try_advisory_xact_lock(${lockOf(call, command)}) as mine`,
    `select fingerprint, failed, created, outcome, subjects from idempotency_keys
      where tenant_id = ${tenant} and principal = ${principal} and rpc = ${rpc} and key = ${key}`,
    'savepoint command',
  ];
}

/** The outcome that `askForAnswer` found, if the command ran before. Throws `KEY_IN_FLIGHT` (conflict) and `KEY_REUSED` (mismatch). */
export async function readAnswer(
  tx: Tx,
  command: Command,
  sealers: AnswerSealers,
  [lock, found]: readonly QueryResult[],
): Promise<Outcome<unknown> | undefined> {
  if (!(lock!.rows as { mine: boolean }[])[0]!.mine) throw new AppError('conflict', 'KEY_IN_FLIGHT', { retryAfterMs: 1000 });
  const row = (found!.rows as Row[])[0];
  if (!row) return undefined;
  if (!row.fingerprint.equals(command.fingerprint)) throw new AppError('mismatch', 'KEY_REUSED');
  tx.call.notes.replayed = true;
  if (row.created) tx.call.notes.created = true;
  if (row.outcome.length === 0) return { error: new AppError('not_found', 'ERASED') };
  const { outcome, subjects } = row;
  const bytes = await (subjects.length > 0 ? sealers.persons!.open(tx, subjects, outcome) : sealers.sealer.open(tx, outcome));
  return row.failed ? { error: readError(bytes) } : { value: command.decode(bytes) };
}

/** The statement that keeps the outcome of a command. */
export async function keepAnswer(tx: Tx, command: Command, { sealer, persons }: AnswerSealers, outcome: Outcome<unknown>): Promise<string> {
  const failed = 'error' in outcome;
  const bytes = failed ? writeError(outcome.error) : command.encode(outcome.value);
  const ids = idsIn(bytes);
  const subjects = persons?.among(tx, ids, failed) ?? [];
  const sealed = await (subjects.length > 0 ? persons!.seal(tx, subjects, bytes) : sealer.seal(tx, bytes));
  const values = [command.fingerprint, failed, tx.call.notes.created === true, sealed, tx.now].map(literal);
  return `insert into idempotency_keys (tenant_id, principal, rpc, key, fingerprint, failed, created, outcome, kept_at, about, subjects)
    values (${[...nameOf(tx.call, command), ...values, `${literal(ids)}::uuid[]`, `${literal(subjects)}::text[]`].join(',')})`;
}

/** The statements that empty every kept answer that speaks of these records: who repeats such a command hears that the person was erased. */
export function forgetAnswers({ tenant }: CallContext, ids: readonly string[]): string[] {
  if (!ids.length) return [];
  return [`update idempotency_keys set outcome = '' where tenant_id = ${literal(tenant)} and about && ${literal(ids)}::uuid[] and outcome <> ''`];
}

/** Every record that an answer shows is in it by its id, and what belongs to a person by the person's. */
function idsIn(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return [...new Set(text.match(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g))];
}

/** Whether a failure is the command's outcome, and not bad luck that the next attempt may not have. */
export function isOutcome({ code }: AppError): boolean {
  return code !== 'unavailable' && code !== 'deadline' && code !== 'cancelled' && code !== 'exhausted';
}

function nameOf(call: CallContext, command: Command): [string, string, string, string] {
  return [literal(call.tenant), literal(call.principal.id), literal(call.name), literal(command.key)];
}

function lockOf(call: CallContext, command: Command): bigint {
  const name = [call.tenant, call.principal.id, call.name, command.key].join('\0');
  return createHash('sha256').update(name).digest().readBigInt64BE();
}

function writeError({ code, reason, details }: AppError): Uint8Array {
  return Buffer.from(JSON.stringify({ code, reason, details }));
}

function readError(bytes: Uint8Array): AppError {
  const { code, reason, details } = JSON.parse(Buffer.from(bytes).toString()) as AppError;
  return new AppError(code, reason, details);
}
