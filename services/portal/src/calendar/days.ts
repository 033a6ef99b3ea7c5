import { addDays, fromLocalInput, isWholeDay, localDay, localInput, startOfDay } from '../i18n/local-time.js';
import type { Field } from '../fields/field.js';
import type { FieldValue, Noun, NounRecord } from '../nouns/noun.js';

/** How much a calendar shows at once. */
export type Scale = 'month' | 'week';

/** The days that a calendar shows, Monday first, whole weeks. */
export function daysShown(scale: Scale, day: string): readonly string[] {
  const first = mondayOf(scale === 'week' ? day : `${day.slice(0, 8)}01`);
  if (scale === 'week') return span(first, 7);
  const weeks = span(first, 42);
  // A month of five weeks, or of four, leaves none over.
  return weeks.filter((_, at) => weeks[at - (at % 7)]!.slice(0, 7) <= day.slice(0, 7));
}

function span(first: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => addDays(first, at));
}

function mondayOf(day: string): string {
  return addDays(day, -((startOfDay(day).getDay() + 6) % 7));
}

/** The day with which the next or the last month or week begins to be shown. */
export function turned(scale: Scale, day: string, by: 1 | -1): string {
  if (scale === 'week') return addDays(day, 7 * by);
  const at = startOfDay(day);
  return localDay(new Date(at.getFullYear(), at.getMonth() + by, 1));
}

/** The fields by whose days a noun's records can stand in a calendar: the descriptor's first, then the tenant's own dates. */
export function dateFields(noun: Pick<Noun, 'calendar'>, all: readonly Field[]): readonly Field[] {
  const named = (noun.calendar?.dates ?? []).flatMap((path) => all.find((field) => field.path === path) ?? []);
  return [...named, ...all.filter(({ path, kind }) => path.startsWith('custom.') && kind === 'date')].filter(({ filterPath }) => filterPath !== undefined);
}

/** The condition that a record stands on one of these days, in the grammar of the API. */
export function withinDays({ filterPath, kind }: Pick<Field, 'filterPath' | 'kind'>, days: readonly string[]): string {
  const said = (day: string) => (kind === 'date' ? day : startOfDay(day).toISOString());
  return `(${filterPath} >= "${said(days[0]!)}" AND ${filterPath} < "${said(addDays(days.at(-1)!, 1))}")`;
}

/** The day on which a value falls where the reader is. */
export function dayOf(value: FieldValue): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  return isWholeDay(value) ? value : localDay(new Date(value));
}

/** The value on another day: an instant keeps its hour. What had none becomes that day. */
export function onDay(value: FieldValue, day: string): string {
  if (typeof value !== 'string' || isWholeDay(value)) return day;
  return fromLocalInput(`${day}T${localInput(new Date(value)).slice(11)}`)!.toISOString();
}

/** Records by their days, in the order in which they came. */
export function byDay(records: readonly NounRecord[], field: Pick<Field, 'read'>): ReadonlyMap<string, readonly NounRecord[]> {
  return Map.groupBy(
    records.filter((record) => dayOf(field.read(record)) !== undefined),
    (record) => dayOf(field.read(record))!,
  );
}
