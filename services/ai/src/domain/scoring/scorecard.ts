import { binCount, binOf, binSettingsFor, learnBins, type FeatureBins } from './bins.js';
import { weightsOf, type Example, type Features } from './example.js';
import { chance, fitLogistic } from './logistic.js';

/** A trained scorecard, as it is kept: points for each bin of each feature, and where everybody begins. */
export interface Scorecard {
  /** The logit of an average record. */
  readonly base: number;
  readonly features: readonly { readonly bins: FeatureBins; /** What each bin adds to the logit, 0 on average. */ readonly points: readonly number[] }[];
  readonly converged: boolean;
}

/** What one feature adds to the logit of one record. */
export interface Contribution {
  readonly feature: string;
  readonly value: string;
  readonly weight: number;
}

/** A scorecard's answer. The contributions and the base sum to the logit, exactly. */
export interface ScoreAnswer {
  readonly logit: number;
  readonly probability: number;
  readonly contributions: readonly Contribution[];
}

/** Learns points from examples, leaving out what was refused. */
export function trainScorecard(examples: readonly Example[], refused: ReadonlySet<string> = new Set(), ridge = 3): Scorecard {
  const weights = weightsOf(examples);
  const rows = examples.map(({ features }) => features);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const won = examples.reduce((sum, { succeeded }, at) => sum + (succeeded ? weights[at]! : 0), 0);
  const learnt = learnBins(rows, binSettingsFor(Math.min(won, total - won), rows.length)).filter(({ feature }) => !refused.has(feature));
  const starts = learnt.map((_, at) => learnt.slice(0, at).reduce((sum, bins) => sum + binCount(bins), 0));
  const active = rows.map((row) => learnt.map((bins, at) => starts[at]! + binOf(bins, row[bins.feature])));
  const columns = learnt.reduce((sum, bins) => sum + binCount(bins), 0);
  const fit = fitLogistic({ columns, active, weights, succeeded: examples.map(({ succeeded }) => succeeded) }, ridge);
  let base = fit.intercept;
  const features = learnt.map((bins, at) => {
    const raw = [...fit.coefficients.subarray(starts[at], starts[at]! + binCount(bins))];
    const mean = active.reduce((sum, places, row) => sum + weights[row]! * fit.coefficients[places[at]!]!, 0) / total;
    base += mean;
    return { bins, points: raw.map((point) => point - mean) };
  });
  return { base, features, converged: fit.converged };
}

/** How likely a record ends well, and what speaks for and against it. */
export function scoreOf(card: Scorecard, features: Features): ScoreAnswer {
  const contributions = card.features.map(({ bins, points }) => {
    const value = features[bins.feature];
    return { feature: bins.feature, value: shown(value), weight: points[binOf(bins, value)]! };
  });
  const logit = contributions.reduce((sum, { weight }) => sum + weight, card.base);
  return { logit, probability: chance(logit), contributions };
}

/** The strongest reasons, those for and those against each up to `most`. */
export function topReasons(contributions: readonly Contribution[], most = 4): Contribution[] {
  const strong = contributions.filter(({ weight }) => Math.abs(weight) >= 0.02).toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  const best = [...strong.filter(({ weight }) => weight > 0).slice(0, most), ...strong.filter(({ weight }) => weight < 0).slice(0, most)];
  return best.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
}

function shown(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value).slice(0, 80) : '';
}
