import { weightsOf, type Example, type Judged } from './example.js';
import { scanForLeakage, type LeakageWarning } from './leakage.js';
import { qualityOf, type Quality } from './measures.js';
import { judge, type Verdict } from './promotion.js';
import { scoreOf, trainScorecard, type Scorecard } from './scorecard.js';

/** Fewer ends of either kind teach nothing. */
export const leastOutcomes = 40;

/** How many records ended each way. */
export interface Outcomes {
  readonly succeeded: number;
  readonly failed: number;
}

/** What training came to. */
export interface Trained {
  readonly card: Scorecard;
  readonly quality: Quality;
  /** How the old model did on the same period. */
  readonly oldQuality?: Quality;
  readonly verdict: Verdict;
  readonly warnings: readonly LeakageWarning[];
  readonly learntFrom: number;
  readonly judgedOn: readonly (Judged & { readonly recordId: string })[];
}

export function outcomesOf(examples: readonly Example[]): Outcomes {
  const ends = new Map(examples.map(({ recordId, succeeded }) => [recordId, succeeded]));
  const succeeded = [...ends.values()].filter(Boolean).length;
  return { succeeded, failed: ends.size - succeeded };
}

export function areEnough({ succeeded, failed }: Outcomes): boolean {
  return succeeded >= leastOutcomes && failed >= leastOutcomes;
}

/** Learns from the older three quarters of the records and is judged on the latest; nothing when there is too little of either outcome. */
export function train(examples: readonly Example[], old?: Scorecard): Trained | undefined {
  if (!areEnough(outcomesOf(examples))) return undefined;
  const { older, latest } = splitByTime(examples);
  if ([older, latest].some((part) => new Set(part.map(({ succeeded }) => succeeded)).size < 2)) return undefined;
  const warnings = scanForLeakage(older);
  const card = trainScorecard(older, new Set(warnings.map(({ feature }) => feature)));
  const judgedOn = judgedBy(card, latest);
  const quality = qualityOf(judgedOn);
  const oldQuality = old && qualityOf(judgedBy(old, latest));
  return { card, quality, ...(oldQuality && { oldQuality }), verdict: judge(quality, oldQuality), warnings, learntFrom: recordsOf(older).length, judgedOn };
}

/** Records in the order in which they ended, cut at three quarters; all that is known of a record stays on its side. */
export function splitByTime(examples: readonly Example[], share = 0.75): { older: Example[]; latest: Example[] } {
  const ends = new Map(examples.map(({ recordId, outcomeAt }) => [recordId, outcomeAt.getTime()]));
  const ordered = recordsOf(examples).toSorted((a, b) => ends.get(a)! - ends.get(b)! || (a < b ? -1 : 1));
  const old = new Set(ordered.slice(0, Math.floor(ordered.length * share)));
  return { older: examples.filter(({ recordId }) => old.has(recordId)), latest: examples.filter(({ recordId }) => !old.has(recordId)) };
}

function judgedBy(card: Scorecard, examples: readonly Example[]) {
  const weights = weightsOf(examples);
  return examples.map(({ recordId, features, succeeded }, at) => ({
    recordId,
    succeeded,
    weight: weights[at]!,
    probability: scoreOf(card, features).probability,
  }));
}

function recordsOf(examples: readonly Example[]): string[] {
  return [...new Set(examples.map(({ recordId }) => recordId))];
}
