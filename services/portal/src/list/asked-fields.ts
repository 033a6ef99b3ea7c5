import type { Field } from '../fields/field.js';
import type { Noun } from '../nouns/noun.js';

/** Whose a record is decides what may be done with it; tags are added to those that are there. */
const always = ['owner_id', 'team_id', 'tags'];

/**
 * What a list asks of its records, separated by commas: the fields that it shows, and those that say what a record is called, how it stands and whose it is.
 * What is not shown is not read, not opened and not in the audit.
 */
export function askedFields(
  noun: Pick<Noun, 'schema' | 'title' | 'subtitle' | 'mark' | 'done' | 'calendar' | 'fields'>,
  shown: readonly Pick<Field, 'paths'>[],
): string {
  const due = noun.done && noun.fields.find(({ name }) => name === noun.calendar?.dates[0]);
  const stands = [noun.title, noun.subtitle, noun.mark?.name, noun.done?.field, due?.name, due?.besideName, ...always];
  const wanted = new Set([...stands, ...shown.flatMap(({ paths }) => paths.map((path) => path.split('.')[0]))]);
  return noun.schema.fields.flatMap(({ name }) => (wanted.has(name) ? name : [])).join(',');
}
