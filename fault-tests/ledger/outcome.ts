import type { Answer } from '@rapport/testing';
import type { Outcome } from './ledger.js';

/** Reasons by which a part says that it never began: nobody serves, or it turned away at the door. */
const neverBegan = new Set(['NO_RESPONDER', 'OVERLOADED', 'RATE_LIMITED']);

/** What an answer means for the command: only what certainly was not carried out counts as refused. */
export function outcomeOf({ status, json }: Pick<Answer, 'status' | 'json'>): Outcome {
  if (status >= 200 && status < 300) return 'ok';
  const reason = String(json['reason']);
  if (neverBegan.has(reason)) return 'refused';
  if (reason === 'KEY_IN_FLIGHT') return 'unknown';
  return status >= 400 && status < 499 ? 'refused' : 'unknown';
}

/** The same for a request without an answer: a connection that was never made carried nothing. */
export function outcomeOfFailure(thrown: unknown): { outcome: Outcome; answer: string } {
  const cause = thrown instanceof Error ? (thrown.cause as { code?: string } | undefined) : undefined;
  const answer = cause?.code ?? (thrown instanceof Error ? thrown.message : String(thrown));
  return { outcome: cause?.code === 'ECONNREFUSED' ? 'refused' : 'unknown', answer };
}
