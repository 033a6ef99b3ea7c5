import type { BlindIndex } from '@rapport/crypto';
import type { PiiClassName } from '@rapport/kernel';
import { sql, type RawBuilder } from 'kysely';
import { valuesAt } from './blind-tokens.js';
import { anyReading } from './filter-sql.js';
import type { Searchable } from './record-shape.js';
import type { Values } from './sealing.js';

/** A field that is looked into. */
export type Sought = Pick<Searchable, 'path' | 'pii'>;

/** What somebody has typed so far, and how each class of fields reads it. */
export interface Typing {
  readonly typed: string;
  readonly words: readonly string[];
  readonly classes: readonly ClassTyping[];
}

interface ClassTyping {
  readonly pii: PiiClassName;
  /** Rows in which something of this class begins with the word; for each word. */
  readonly begun: readonly RawBuilder<boolean>[];
  /** Rows in which something of this class begins with all that was typed, where that is more than one word. */
  readonly wholly: RawBuilder<boolean>;
  /** Whether a value, decrypted, begins with a text: with one of the words, or with all that was typed. */
  readonly matcher: (text: string) => (value: string) => boolean;
}

/** Reads what was typed as each class of the visible fields would have it. */
export function typingOf(index: BlindIndex, typed: string, visible: readonly Sought[]): Typing {
  const words = typed.trim().split(/\s+/).slice(0, 6);
  const classes = [...new Set(visible.map((one) => one.pii))].map((pii): ClassTyping => {
    const matchers = new Map([...words, typed].map((text) => [text, index.matcher(pii, text)]));
    return {
      pii,
      begun: words.map((word) => anyReading(index.queryReadings(pii, word))),
      wholly: anyReading(words.length > 1 && pii !== 'NAME' ? index.queryReadings(pii, typed) : []),
      matcher: (text) => matchers.get(text)!,
    };
  });
  return { typed, words, classes };
}

/** Rows where every word begins something, whatever the field; or where all that was typed is one phone number or the like. */
export function fittingOf({ words, classes }: Typing): RawBuilder<boolean> {
  const each = words.map((_, at) => anyOf(classes.map(({ begun }) => begun[at]!)));
  return sql<boolean>`((${sql.join(each, sql` and `)}) or ${anyOf(classes.map(({ wholly }) => wholly))})`;
}

/** Whether a row may have been found by a class, as `found.<class>`: what need not be opened to see whether it fits. */
export function foundBy({ classes }: Typing): RawBuilder<unknown> {
  return sql.join(classes.map(({ pii, begun, wholly }) => sql`${anyOf([...begun, wholly])} as ${sql.id(`found.${pii}`)}`));
}

function anyOf(conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> {
  return sql<boolean>`(${sql.join([...conditions], sql` or `)})`;
}

/** 0 for a record that does not fit after all; otherwise higher for better. */
export function scoreOf({ typed, words, classes }: Typing, fields: readonly Sought[], record: Values): number {
  const values = fields.flatMap(({ path, pii }) => valuesAt(record, path).map((value) => ({ pii, value })));
  const fits = (text: string) => values.filter(({ pii, value }) => classes.find((one) => one.pii === pii)!.matcher(text)(value));
  const found = words.map(fits);
  const hits = found.every((one) => one.length > 0) ? found.flat() : fits(typed);
  if (hits.length === 0) return 0;
  const said = hits.flatMap(({ value }) => value.toLowerCase().split(/\s+/));
  const plainly = said.some((word) => word.startsWith(words[0]!.toLowerCase()));
  const wholly = words.filter((word) => said.includes(word.toLowerCase())).length;
  return 1 + (hits.some(({ pii }) => pii === 'NAME') ? 4 : 0) + Number(plainly) + wholly * 2;
}
