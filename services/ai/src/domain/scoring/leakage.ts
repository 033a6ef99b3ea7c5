import { binOf, binSettingsFor, learnBins } from './bins.js';
import { weightsOf, type Example } from './example.js';
import { aucOf } from './measures.js';

/** Why a feature is not learnt from. */
export interface LeakageWarning {
  readonly feature: string;
  /** `constant`: it says nothing before the outcome, and is perhaps filled in only after it. `separates`: it all but tells the outcome. */
  readonly warning: 'constant' | 'separates';
  /** How well the feature alone tells the outcome, from 0.5 to 1. */
  readonly auc: number;
}

/** Alone above this, a feature knows the outcome rather than guesses it. */
const tooGood = 0.95;

/** Looks at each feature by itself, before anything is learnt from it. */
export function scanForLeakage(examples: readonly Example[]): LeakageWarning[] {
  const weights = weightsOf(examples);
  const rows = examples.map(({ features }) => features);
  const won = examples.filter(({ succeeded }) => succeeded).length;
  return learnBins(rows, binSettingsFor(Math.min(won, rows.length - won), rows.length)).flatMap((bins): LeakageWarning[] => {
    const places = rows.map((row) => binOf(bins, row[bins.feature]));
    if (new Set(places).size < 2) return [{ feature: bins.feature, warning: 'constant', auc: 0.5 }];
    const rates = ratesOf(places, examples);
    const auc = aucOf(places.map((place, at) => ({ probability: rates.get(place)!, succeeded: examples[at]!.succeeded, weight: weights[at]! })));
    return auc > tooGood ? [{ feature: bins.feature, warning: 'separates', auc }] : [];
  });
}

/** The share that ended well in each bin, drawn a little to the middle, so that bins of one row prove nothing. */
function ratesOf(places: readonly number[], examples: readonly Example[]): Map<number, number> {
  const counts = new Map<number, { won: number; all: number }>();
  for (const [at, place] of places.entries()) {
    const { won, all } = counts.get(place) ?? { won: 0, all: 0 };
    counts.set(place, { won: won + Number(examples[at]!.succeeded), all: all + 1 });
  }
  return new Map([...counts].map(([place, { won, all }]) => [place, (won + 1) / (all + 2)]));
}
