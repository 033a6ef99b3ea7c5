import { ProblemError } from '@rapport/contracts/client';
import type { Say } from '../i18n/text.js';
import type { Noun } from '../nouns/noun.js';
import type { Field } from './field.js';
import { fieldNames } from './field-names.js';

/** A refusal of the change of one field as people read it: emptying the last of several that must not all be empty is said at that field, with the labels of the others. */
export function refusedAt(
  { path, pointer }: Pick<Field, 'path' | 'pointer'>,
  { needsOneOf = [] }: Pick<Noun, 'needsOneOf'>,
  error: unknown,
  say: Say,
): unknown {
  if (!(error instanceof ProblemError) || !error.errors.some(({ reason }) => reason === 'ONE_REQUIRED')) return error;
  const others = needsOneOf.filter((name) => name !== path);
  const detail = say('field.wasLast', { fields: fieldNames(others, say).join(', ') });
  return new ProblemError({ ...error.problem, errors: [{ pointer, reason: 'ONE_REQUIRED', detail }] }, error.retryAfterMs);
}
