import type { Judged } from './example.js';
import { aucOf } from './measures.js';

/** How one group of people fared with a model. */
export interface GroupReport {
  /** What people are grouped by: `language`, `region`. */
  readonly by: string;
  readonly group: string;
  readonly count: number;
  readonly meanScore: number;
  readonly rate: number;
  /** Mean score less the share that ended well: above 0 they are thought better than they are. */
  readonly bias: number;
  readonly auc: number;
  /** Mean score beside that of the group with the highest; below 0.8 it should be looked at. */
  readonly disparity: number;
}

/** Smaller groups would say more of single people than of the model. */
const leastPeople = 10;

/** Reports each group that is large enough. */
export function fairnessOf(judged: readonly (Judged & { readonly groups: Readonly<Record<string, string>> })[]): GroupReport[] {
  const kinds = [...new Set(judged.flatMap(({ groups }) => Object.keys(groups)))].toSorted();
  return kinds.flatMap((by) => {
    const groups = [
      ...Map.groupBy(
        judged.filter((one) => one.groups[by]),
        (one) => one.groups[by]!,
      ),
    ];
    const reports = groups.map(([group, ones]) => reportOf(by, group, ones)).filter(({ count }) => count >= leastPeople);
    const highest = Math.max(...reports.map(({ meanScore }) => meanScore));
    return reports.map((report) => ({ ...report, disparity: highest > 0 ? report.meanScore / highest : 1 })).toSorted((a, b) => b.count - a.count);
  });
}

function reportOf(by: string, group: string, judged: readonly Judged[]): GroupReport {
  const count = judged.reduce((sum, { weight }) => sum + weight, 0);
  const meanScore = judged.reduce((sum, { weight, probability }) => sum + weight * probability, 0) / count;
  const rate = judged.reduce((sum, { weight, succeeded }) => sum + (succeeded ? weight : 0), 0) / count;
  return { by, group, count: Math.round(count), meanScore, rate, bias: meanScore - rate, auc: aucOf(judged), disparity: 1 };
}
