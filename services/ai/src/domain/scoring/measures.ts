import type { Judged } from './example.js';

/** One row of the table that shows whether "30 %" happens in 30 of 100. */
export interface ReliabilityRow {
  readonly said: number;
  readonly happened: number;
  readonly count: number;
}

/** How good answers were. */
export interface Quality {
  readonly auc: number;
  readonly brier: number;
  /** Mean distance between what was said and what happened. */
  readonly ece: number;
  /** The share that ended well. */
  readonly rate: number;
  /** How many records it was measured on. */
  readonly count: number;
  readonly reliability: readonly ReliabilityRow[];
}

export function qualityOf(judged: readonly Judged[]): Quality {
  const count = sumOf(judged, () => 1);
  const rate = sumOf(judged, ({ succeeded }) => Number(succeeded)) / count;
  const brier = sumOf(judged, ({ probability, succeeded }) => (probability - Number(succeeded)) ** 2) / count;
  const reliability = reliabilityOf(judged, count < 500 ? 5 : 10);
  const ece = reliability.reduce((sum, { said, happened, count: part }) => sum + (part * Math.abs(said - happened)) / count, 0);
  return { auc: aucOf(judged), brier, ece, rate, count: Math.round(count), reliability };
}

/** How often a record that ended well was said to be likelier than one that did not; ties count half. */
export function aucOf(judged: readonly Judged[]): number {
  const groups = [...Map.groupBy(judged, ({ probability }) => probability)].toSorted(([a], [b]) => a - b);
  let below = 0;
  let area = 0;
  let good = 0;
  for (const [, same] of groups) {
    const won = sumOf(same, ({ succeeded }) => Number(succeeded));
    const lost = sumOf(same, ({ succeeded }) => Number(!succeeded));
    area += won * (below + lost / 2);
    below += lost;
    good += won;
  }
  return good > 0 && below > 0 ? area / (good * below) : 0.5;
}

function reliabilityOf(judged: readonly Judged[], parts: number): ReliabilityRow[] {
  const sorted = judged.toSorted((a, b) => a.probability - b.probability);
  const size = Math.ceil(sorted.length / parts);
  const groups = Array.from({ length: parts }, (_, at) => sorted.slice(at * size, (at + 1) * size)).filter((group) => group.length > 0);
  return groups.map((group) => {
    const count = sumOf(group, () => 1);
    return { said: sumOf(group, ({ probability }) => probability) / count, happened: sumOf(group, ({ succeeded }) => Number(succeeded)) / count, count };
  });
}

function sumOf(judged: readonly Judged[], of: (one: Judged) => number): number {
  return judged.reduce((sum, one) => sum + one.weight * of(one), 0);
}
