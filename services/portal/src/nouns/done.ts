import { dateOf, type Instant } from '../i18n/format.js';
import { localDay } from '../i18n/local-time.js';
import type { FieldSpec, Noun, NounRecord } from './noun.js';

type Values = Readonly<Record<string, unknown>>;

/** How a noun whose records are done with says so. */
interface Doing {
  readonly field: FieldSpec;
  readonly open: string | number;
  readonly done: string | number;
}

/** The field of a tick and its values; nothing for a noun whose records are never done with. */
export function doingOf({ done, fields }: Pick<Noun, 'done' | 'fields'>): Doing | undefined {
  const field = fields.find(({ name }) => name === done?.field);
  const meaning = (word: string | undefined) => field?.choices.find((choice) => choice.word === word)?.means;
  const [open, over] = [meaning(done?.open), meaning(done?.done)];
  return field && open !== undefined && over !== undefined ? { field, open, done: over } : undefined;
}

/** Whether a record was to be done by a time that has passed; of a whole day, when that is over. */
export function isLate(noun: Pick<Noun, 'done' | 'fields' | 'calendar'>, record: NounRecord, now = new Date()): boolean {
  const doing = doingOf(noun);
  const due = noun.fields.find(({ name }) => name === noun.calendar?.dates[0]);
  const values = record as unknown as Values;
  if (!doing || !due || values[doing.field.local] !== doing.open || !values[due.local]) return false;
  const at = dateOf(values[due.local] as Instant);
  const isWhole = due.beside !== undefined && values[due.beside] === true;
  return isWhole ? localDay(at) < localDay(now) : at < now;
}

/** Whether a record is done with. */
export function isDoneWith(noun: Pick<Noun, 'done' | 'fields'>, record: NounRecord): boolean {
  const doing = doingOf(noun);
  return doing !== undefined && (record as unknown as Values)[doing.field.local] === doing.done;
}

/** Whether a field says by when a record is to be done. */
export function isDue({ done, calendar }: Pick<Noun, 'done' | 'calendar'>, { path }: { readonly path: string }): boolean {
  return done !== undefined && calendar?.dates[0] === path;
}
