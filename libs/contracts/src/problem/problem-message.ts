import { create } from '@bufbuild/protobuf';
import { sentence, type AppError, type Locale } from '@rapport/kernel';
import { ProblemSchema, type Problem } from '../gen/rapport/common/v1/problem_pb.js';
import { kindOf } from './status.table.js';

/** To whom a problem is told. */
export interface ProblemReader {
  readonly locale: Locale;
  readonly traceId: string;
}

/** Why something was refused, in the reader's language, as the contract's message. Says what is wrong and where, never what was typed. */
export function problemOf(error: AppError, { locale, traceId }: ProblemReader): Problem {
  const { status, title } = kindOf(error);
  const { violations = [], params } = error.details;
  return create(ProblemSchema, {
    type: `/problems/${error.reason}`,
    title: title[locale],
    status,
    reason: error.reason,
    detail: sentence(locale, error.reason, params),
    traceId,
    errors: violations.map((violation) => ({
      pointer: violation.pointer,
      reason: violation.reason,
      detail: sentence(locale, violation.reason, violation.params),
    })),
  });
}
