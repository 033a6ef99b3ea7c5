import type { Field } from '../fields/field.js';
import type { Option } from '../fields/use-options.js';
import type { FieldValue, Noun } from '../nouns/noun.js';

/** A column of a board: the records whose field has one value. */
export interface Group {
  /** Its word in filters; empty for those without a value. */
  readonly word: string;
  readonly label: string;
  readonly tone?: string;
  readonly means: FieldValue;
  /** The condition that its records fulfil, in the grammar of the API. */
  readonly filter: string;
}

/** The fields by whose values a noun's records can stand in columns: the descriptor's first, then the tenant's own choices, then whose they are. */
export function groupFields(noun: Pick<Noun, 'board'>, all: readonly Field[]): readonly Field[] {
  const named = (noun.board?.groups ?? []).flatMap((path) => all.find((field) => field.path === path) ?? []);
  const choices = all.filter(({ path, kind }) => path.startsWith('custom.') && kind === 'choice');
  const owners = all.filter(({ kind }) => kind === 'colleague');
  return [...named, ...choices, ...owners].filter(({ filterPath, isWritable }) => filterPath !== undefined && isWritable);
}

/** The columns of a field: one for each value, and first one for none. */
export function groupsOf(field: Pick<Field, 'filterPath' | 'kind' | 'path'>, options: readonly Option[], none: string): readonly Group[] {
  const path = field.filterPath ?? field.path;
  return [
    { word: '', label: none, means: undefined, filter: noneFilter(field.kind, path) },
    ...options.map(({ word, label, means, tone }) => ({ word, label, means, filter: `${path} = "${word.replace(/["\\]/g, '\\$&')}"`, ...(tone && { tone }) })),
  ];
}

function noneFilter(kind: Field['kind'], path: string): string {
  if (path.startsWith('custom.')) return `NOT ${path} != ""`;
  return kind === 'choice' ? `${path} = "unspecified"` : `${path} = ""`;
}
