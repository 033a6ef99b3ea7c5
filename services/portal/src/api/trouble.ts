import { ConnectionError, ProblemError } from '@rapport/contracts/client';
import type { Say } from '../i18n/text.js';

/** What went wrong, as a person is told. */
export interface Trouble {
  readonly title: string;
  readonly text: string;
  /** Quote it when reporting. */
  readonly traceId?: string;
}

/** The trouble in an error of a call. The gateway already speaks the reader's language. */
export function troubleOf(thrown: unknown, say: Say): Trouble {
  if (thrown instanceof ConnectionError) return { title: say('state.failed'), text: say('state.offline') };
  if (!(thrown instanceof ProblemError)) return { title: say('state.failed'), text: say('state.unexpected') };
  const { title, detail, trace_id: traceId } = thrown.problem;
  return { title: title || say('state.failed'), text: detail ?? '', ...(traceId && { traceId }) };
}

/** Whether the call was refused with this status. */
export function isRefusal(thrown: unknown, status: number): boolean {
  return thrown instanceof ProblemError && thrown.status === status;
}

/** Sentences of a refusal by the place in the body they are about: `/emails/0/value`. */
export type FieldTroubles = ReadonlyMap<string, string>;

export const noTroubles: FieldTroubles = new Map();

export function fieldTroublesOf(thrown: unknown): FieldTroubles {
  return thrown instanceof ProblemError ? new Map(thrown.errors.map(({ pointer, detail }) => [pointer, detail])) : noTroubles;
}

/** What is said of a place or of anything below it. */
export function troubleAt(troubles: FieldTroubles, pointer: string): string | undefined {
  return troubles.get(pointer) ?? [...troubles].find(([place]) => place.startsWith(`${pointer}/`))?.[1];
}
