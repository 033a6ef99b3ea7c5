import type { Field } from '../fields/field.js';
import type { Noun } from '../nouns/noun.js';
import { groupFields } from './group.js';
import { layouts, type Layout } from './list-search.js';

/** How the records of a noun can be shown, by what it has. */
export function layoutsOf(noun: Noun, all: readonly Field[]): readonly Layout[] {
  const hasDates = noun.calendar !== undefined || all.some(({ path, kind }) => kind === 'date' && path.startsWith('custom.'));
  return layouts.filter((layout) => (layout === 'board' ? groupFields(noun, all).length > 0 : layout === 'table' || hasDates));
}
