import { Search } from '@rapport/contracts';
import { mergeTokens, type BlindIndex } from '@rapport/crypto';
import type { RecordShape, Searchable } from './record-shape.js';
import type { Values } from './sealing.js';

/** Every token under which the record can be found: the whole values, and the beginnings of those that are typed ahead. */
export function tokensOf(shape: RecordShape, index: BlindIndex, values: Values): bigint[] {
  return mergeTokens(...shape.searchables.flatMap((searchable) => valuesAt(values, searchable.path).map((value) => tokensOfValue(searchable, index, value))));
}

/** The texts at a path such as `emails.value`: one, several or none. */
export function valuesAt(values: Values, [key, ...rest]: readonly string[]): string[] {
  const value = values[key!];
  const found = rest.length === 0 ? [value] : (Array.isArray(value) ? value : [value]).flatMap((item) => (item ? valuesAt(item as Values, rest) : []));
  return found.filter((text): text is string => typeof text === 'string' && text !== '');
}

function tokensOfValue(searchable: Searchable, index: BlindIndex, value: string): bigint[] {
  const exact = searchable.filterable ? index.exactToken(searchable.pii, value) : undefined;
  const prefixes = searchable.search === Search.PREFIX ? index.prefixTokens(searchable.pii, value) : [];
  return exact === undefined ? prefixes : [exact, ...prefixes];
}
