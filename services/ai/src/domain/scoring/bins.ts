import type { Features } from './example.js';

/** How the values of one feature fall into bins. Every feature has a bin for what is missing, as its first. */
export type FeatureBins =
  | { readonly feature: string; readonly kind: 'number'; /** Upper bounds of all bins but the last, rising. */ readonly edges: readonly number[] }
  | {
      readonly feature: string;
      readonly kind: 'category';
      /** Values with a bin of their own; the others share the rare one. */ readonly values: readonly string[];
    };

/** How finely to cut. */
export interface BinSettings {
  readonly mostBins: number;
  /** Values seen in fewer rows are rare. */
  readonly leastRows: number;
}

/** How finely so many rows of the rarer outcome can be cut. */
export function binSettingsFor(rarer: number, rows: number): BinSettings {
  return { mostBins: Math.min(20, Math.max(3, Math.floor(rarer / 25))), leastRows: Math.max(5, Math.min(50, Math.floor(rows * 0.01))) };
}

/** Cuts every feature that occurs: numbers at their quantiles, words by value. */
export function learnBins(rows: readonly Features[], settings: BinSettings): FeatureBins[] {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))].toSorted();
  return names.map((feature) => {
    const values = rows.map((row) => row[feature]).filter((value) => !isMissing(value));
    if (values.length > 0 && values.every((value) => typeof value === 'number'))
      return { feature, kind: 'number', edges: quantileEdges(values, settings.mostBins) };
    return { feature, kind: 'category', values: frequent(values.map(String), settings.leastRows) };
  });
}

/** How many bins a feature has. */
export function binCount(bins: FeatureBins): number {
  return bins.kind === 'number' ? bins.edges.length + 2 : bins.values.length + 2;
}

/** Into which bin a value falls: 0 is missing; the last of a category is rare. */
export function binOf(bins: FeatureBins, value: unknown): number {
  if (isMissing(value)) return 0;
  if (bins.kind === 'category') return 1 + placeOrLast(bins.values.indexOf(String(value)), bins.values.length);
  if (typeof value !== 'number') return 0;
  return (
    1 +
    placeOrLast(
      bins.edges.findIndex((edge) => value <= edge),
      bins.edges.length,
    )
  );
}

function isMissing(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isFinite(value);
  return typeof value !== 'boolean' && (typeof value !== 'string' || value === '');
}

function placeOrLast(place: number, last: number): number {
  return place < 0 ? last : place;
}

function quantileEdges(values: readonly number[], most: number): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  const distinct = [...new Set(sorted)];
  if (distinct.length <= most) return distinct.slice(0, -1);
  const edges = Array.from({ length: most - 1 }, (_, at) => sorted[Math.floor(((at + 1) * sorted.length) / most)]!);
  return [...new Set(edges)].filter((edge) => edge < sorted.at(-1)!);
}

function frequent(values: readonly string[], least: number): string[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const kept = [...counts].filter(([, count]) => count >= least).toSorted(([a, m], [b, n]) => n - m || a.localeCompare(b));
  return kept.slice(0, 30).map(([value]) => value);
}
