import type { Quality } from './measures.js';

/** Whether a new model takes the place of the old one. */
export interface Verdict {
  readonly promote: boolean;
  /** `first`, `better`; or why not: `no-better-than-chance`, `auc-lower`, `brier-higher`, `calibration-worse`, `not-better`. */
  readonly reason: string;
}

const tolerance = { auc: 0.005, brier: 0.002, ece: 0.02 } as const;

/** Judges a new model on the latest period, beside the old one on the same. Better in one measure, and worse in none beyond a tolerance. */
export function judge(fresh: Quality, old?: Quality): Verdict {
  if (fresh.auc < 0.55 || fresh.brier >= fresh.rate * (1 - fresh.rate)) return { promote: false, reason: 'no-better-than-chance' };
  if (!old) return { promote: true, reason: 'first' };
  if (fresh.auc < old.auc - tolerance.auc) return { promote: false, reason: 'auc-lower' };
  if (fresh.brier > old.brier + tolerance.brier) return { promote: false, reason: 'brier-higher' };
  if (fresh.ece > old.ece + tolerance.ece) return { promote: false, reason: 'calibration-worse' };
  return fresh.auc > old.auc || fresh.brier < old.brier ? { promote: true, reason: 'better' } : { promote: false, reason: 'not-better' };
}
