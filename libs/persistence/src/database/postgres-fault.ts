import { AppError } from '@rapport/kernel';

/** What a database error may say in a log: its SQLSTATE and the names of things. Its text is left behind, since it can quote rows and parameters. */
export class PostgresFault extends Error {
  override readonly name = 'PostgresFault';

  constructor(
    readonly code: string,
    readonly constraint?: string,
    readonly table?: string,
  ) {
    super(`SQLSTATE ${code}${constraint ? ` by ${constraint}` : ''}${table ? ` on ${table}` : ''}`);
  }
}

/** What a broken unique constraint means to people, by its name: `{ contacts_external_id_key: { noun: 'contact', field: 'external_id' } }`. */
export type UniqueNames = Readonly<Record<string, { readonly noun: string; readonly field: string }>>;

interface Thrown {
  readonly code?: unknown;
  readonly constraint?: string;
  readonly table?: string;
  readonly message?: string;
  readonly severity?: string;
}

const connectionCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);
const retryable = new Set(['40001', '40P01']);
const connectionTexts = /Connection terminated|timeout exceeded when trying to connect|Client was closed|not queryable|Cannot use a pool after/;

/** The error as everybody speaks it. Anything already an `AppError` or not of the database comes back unchanged. */
export function fromPostgres(thrown: unknown, unique: UniqueNames = {}): unknown {
  if (thrown instanceof AppError || !(thrown instanceof Error)) return thrown;
  const { code, constraint, table, message = '', severity } = thrown as Thrown;
  if ((typeof code === 'string' && connectionCodes.has(code)) || connectionTexts.test(message)) return unavailable(String(code ?? 'no connection'));
  if (typeof code !== 'string' || severity === undefined) return thrown;
  const fault = new PostgresFault(code, constraint, table);
  if (code === '23505')
    return new AppError('conflict', 'ALREADY_EXISTS', { params: unique[constraint ?? ''] ?? { noun: table ?? '', field: constraint ?? '' } }, { cause: fault });
  if (code === '57014' || code === '55P03') return new AppError('deadline', 'DEADLINE_EXCEEDED', {}, { cause: fault });
  if (code === '22021' || code === '22P05') return new AppError('invalid', 'INVALID_REQUEST', {}, { cause: fault });
  if (retryable.has(code) || /^(08|53|57P|58)/.test(code) || code === '25P03') return unavailable(code, fault);
  return new AppError('internal', 'INTERNAL', {}, { cause: fault });
}

/** Whether the whole transaction may simply be tried again: a serialization failure or a deadlock, as `fromPostgres` gave it. */
export function isRetryable(thrown: unknown): boolean {
  return thrown instanceof AppError && thrown.cause instanceof PostgresFault && retryable.has(thrown.cause.code);
}

function unavailable(code: string, fault = new PostgresFault(code)): AppError {
  return new AppError('unavailable', 'UNAVAILABLE', { retryAfterMs: 1000 }, { cause: fault });
}
