import { AppError } from '@rapport/kernel';
import { className, errorCode, redacted, reason, sqlName, systemCode, type Form } from '../form.js';

const deepestCause = 4;
const mostFrames = 12;
/** `at ContactStore.upsert (file:///…/contact.store.js:12:3)`, and nothing that only looks a little like it. */
const frameForm =
  /^\s+at (?:(?:async )?(?:new )?[\w$.<>#[\]]+(?: \[as [\w$.]+\])? \((?:file:\/\/|node:|\/)[\w/.@+~-]+:\d+:\d+\)|(?:async )?(?:file:\/\/|node:|\/)[\w/.@+~-]+:\d+:\d+)$/;

/** What a log may tell of something thrown: class, codes, where. Never its message, its details or its values. */
export function describeError(thrown: unknown, depth = 0): Record<string, unknown> {
  if (!(thrown instanceof Error)) return { class: thrown === null ? 'null' : typeof thrown };
  return {
    class: passing(className, thrown.constructor.name) ?? 'Error',
    ...(thrown instanceof AppError ? { code: passing(errorCode, thrown.code), reason: passing(reason, thrown.reason) } : codesOf(thrown)),
    stack: framesOf(thrown),
    ...(thrown.cause === undefined || depth >= deepestCause ? {} : { cause: describeError(thrown.cause, depth + 1) }),
    ...(thrown instanceof AggregateError && depth < deepestCause
      ? { errors: thrown.errors.slice(0, 3).map((error) => describeError(error, deepestCause)) }
      : {}),
  };
}

/** Codes of the system, the database and libraries. PostgreSQL's `detail`, `where` and `internalQuery` quote values and stay out. */
function codesOf(error: Error): Record<string, unknown> {
  const { code, syscall, schema, table, column, constraint } = error as Error & Record<string, unknown>;
  const names = { syscall, schema, table, column, constraint };
  return { ...checked(systemCode, { code }), ...checked(sqlName, names) };
}

function checked(form: Form, values: Record<string, unknown>): Record<string, unknown> {
  const present = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present.map(([name, value]) => [name, form(value) ? value : redacted]));
}

function framesOf(error: Error): string[] {
  const stack = typeof error.stack === 'string' ? error.stack : '';
  const header = stack.indexOf(error.message);
  const frames = error.message && header >= 0 ? stack.slice(header + error.message.length) : stack;
  return frames
    .split('\n')
    .filter((line) => frameForm.test(line))
    .slice(0, mostFrames)
    .map((line) => line.trim().replace(`file://${process.cwd()}/`, '').replace(`${process.cwd()}/`, ''));
}

function passing(form: Form, value: unknown): unknown {
  return form(value) ? value : undefined;
}
