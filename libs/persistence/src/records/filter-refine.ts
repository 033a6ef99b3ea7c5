import type { BlindIndex } from '@rapport/crypto';
import { valuesAt } from './blind-tokens.js';
import { badFilter, type Comparison, type Filter } from './filter-grammar.js';
import type { RecordShape } from './record-shape.js';
import type { Values } from './sealing.js';

/** What rows must be asked once they are open. */
export interface Refinement {
  /** The fields that it looks at, by their names in code. */
  readonly fields: ReadonlySet<string>;
  holds(values: Values): boolean;
}

/**
 * What the database could not decide: blind tokens keep beginnings at certain lengths only, so rows found by a typed beginning are looked at once more when open.
 * Comparisons that SQL decided count as true here. Nothing when SQL decided all.
 */
export function refinementOf(filter: Filter | undefined, shape: RecordShape, index: BlindIndex): Refinement | undefined {
  const beginnings = filter ? beginningsIn(filter, shape, false) : [];
  if (!filter || beginnings.length === 0) return undefined;
  return { fields: new Set(beginnings), holds: (values) => holds(filter, shape, index, values) };
}

/** The fields of which a beginning is asked for. */
function beginningsIn(filter: Filter, shape: RecordShape, negated: boolean): string[] {
  if (filter.kind === 'not') return beginningsIn(filter.term, shape, true);
  if (filter.kind !== 'compare') return filter.terms.flatMap((term) => beginningsIn(term, shape, negated));
  if (!isBeginning(filter, shape)) return [];
  if (negated) throw badFilter(filter.at, '“:” on an encrypted field cannot stand under NOT');
  return [shape.searchables.find((one) => one.name === filter.path)!.path[0]!];
}

function holds(filter: Filter, shape: RecordShape, index: BlindIndex, values: Values): boolean {
  if (filter.kind === 'not') return true;
  if (filter.kind === 'and') return filter.terms.every((term) => holds(term, shape, index, values));
  if (filter.kind === 'or') return filter.terms.some((term) => holds(term, shape, index, values));
  return !isBeginning(filter, shape) || begins(filter, shape, index, values);
}

function begins(filter: Comparison, shape: RecordShape, index: BlindIndex, values: Values): boolean {
  const { path, pii } = shape.searchables.find((one) => one.name === filter.path)!;
  return valuesAt(values, path).some((value) => index.matches(pii, value, String(filter.value)));
}

function isBeginning(filter: Filter, shape: RecordShape): filter is Comparison {
  return filter.kind === 'compare' && filter.operator === ':' && shape.searchables.some((one) => one.name === filter.path);
}
