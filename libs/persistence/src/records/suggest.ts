import { Search } from '@rapport/contracts';
import type { BlindIndex } from '@rapport/crypto';
import type { PiiClassName } from '@rapport/kernel';
import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../work/tx.js';
import { valuesAt } from './blind-tokens.js';
import { anyReading } from './filter-sql.js';
import type { RecordParts } from './record-parts.js';
import type { RecordReader } from './record-reader.js';
import type { RecordShape, Searchable } from './record-shape.js';
import { rowsWithin } from './row-rights.js';
import type { Values } from './sealing.js';

/** Candidates opened for each suggestion wanted: tokens know only kept beginnings, so some candidates turn out to be others. */
const candidates = 3;

/** Finds records while somebody types: by the beginnings of words in any field that they may see, in either script. */
export class RecordSuggestions {
  private readonly typedAhead: readonly Searchable[];
  /** What a suggestion shows: what it was found by, and the name by which lists are sorted. Nothing else is opened. */
  private readonly shown: ReadonlySet<string>;

  constructor(
    private readonly shape: RecordShape,
    private readonly parts: RecordParts,
    private readonly reader: RecordReader,
  ) {
    this.typedAhead = shape.searchables.filter((one) => one.search === Search.PREFIX);
    const names = shape.columns.filter((column) => column.kind === 'sealed' && column.sortable);
    this.shown = new Set([...this.typedAhead.map((one) => one.path[0]!), ...names.map((column) => column.key)]);
  }

  /** At most `limit` records that fit what was typed, best first: whole words before beginnings, names before addresses. */
  async suggest(tx: Tx, typed: string, limit: number): Promise<Values[]> {
    const index = await this.parts.keyring.index(tx, this.shape.noun);
    const visible = this.typedAhead.filter((one) => tx.call.rights.sees(one.pii));
    const classes = [...new Set(visible.map((one) => one.pii))];
    const words = typed.trim().split(/\s+/).slice(0, 6);
    const fitting = fittingOf(index, classes, words, typed);
    const live = this.shape.deletable ? sql`t.deleted_at is null and` : sql``;
    const { rows } = await this.reader.select(tx, sql<boolean>`${live} ${rowsWithin(this.shape, tx.call, 'read')} and ${fitting} limit ${limit * candidates}`);
    const records = await this.reader.open(
      tx,
      rows.filter((row) => row['key.wrapped']),
      this.shown,
    );
    const found = records
      .map((record) => ({ record, score: scoreOf(index, visible, record, words, typed) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
      .slice(0, limit)
      .map(({ record }) => record);
    this.reader.audit(tx, 'suggest', found);
    return found;
  }
}

/** Rows where every word begins something, whatever the field; or where all that was typed is one phone number or the like. */
function fittingOf(index: BlindIndex, classes: readonly PiiClassName[], words: readonly string[], typed: string): RawBuilder<boolean> {
  const each = words.map((word) => anyReading(classes.flatMap((pii) => index.queryReadings(pii, word))));
  const whole = anyReading(words.length > 1 ? classes.filter((pii) => pii !== 'NAME').flatMap((pii) => index.queryReadings(pii, typed)) : []);
  return sql<boolean>`((${sql.join(each, sql` and `)}) or ${whole})`;
}

/** 0 for a record that does not fit after all; otherwise higher for better. */
function scoreOf(index: BlindIndex, visible: readonly Searchable[], record: Values, words: readonly string[], typed: string): number {
  const values = visible.flatMap(({ path, pii }) => valuesAt(record, path).map((value) => ({ pii, value })));
  const fits = (text: string) => values.filter(({ pii, value }) => index.matches(pii, value, text));
  const found = words.map(fits);
  const hits = found.every((one) => one.length > 0) ? found.flat() : fits(typed);
  if (hits.length === 0) return 0;
  const plainly = hits.filter(({ value }) => value.toLowerCase().startsWith(words[0]!.toLowerCase())).length;
  const wholly = hits.filter(({ value }) => words.some((word) => value.toLowerCase() === word.toLowerCase())).length;
  return 1 + (hits.some(({ pii }) => pii === 'NAME') ? 2 : 0) + plainly + wholly * 2;
}
