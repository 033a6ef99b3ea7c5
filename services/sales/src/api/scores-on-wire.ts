import { ScoreSchema, wire } from '@rapport/contracts';
import type { KeptScore } from '../store/score.store.js';

/** A page of scores, or one of them, for the wire. */
export function scoresOnWire({ scores, nextPageToken }: { readonly scores: readonly KeptScore[]; readonly nextPageToken: string }) {
  return { scores: scores.map(scoreOnWire), nextPageToken };
}

export function scoreOnWire(score: KeptScore) {
  return wire(ScoreSchema, { ...score, reasons: score.reasons.map((reason) => ({ ...reason })) });
}
