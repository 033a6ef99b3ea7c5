import { Search } from '@rapport/contracts';
import type { BlindIndex } from '@rapport/crypto';
import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../work/tx.js';
import { valuesAt } from './blind-tokens.js';
import { anyReading } from './filter-sql.js';
import type { JoinedRow } from './joined-row.js';
import type { RecordParts } from './record-parts.js';
import type { RecordReader } from './record-reader.js';
import { rankedColumns, type RecordShape, type Searchable } from './record-shape.js';
import { rowsWithin } from './row-rights.js';
import type { Values } from './sealing.js';

/** Candidates opened for each suggestion wanted: tokens know only kept beginnings, so some candidates turn out to be others. */
const candidates = 3;

type Sought = Pick<Searchable, 'path' | 'pii'>;

/** What somebody has typed so far. */
interface Typing {
  readonly index: BlindIndex;
  readonly typed: string;
  readonly words: readonly string[];
}

/** Finds records while somebody types: by the beginnings of words in any field that they may see, in either script. */
export class RecordSuggestions {
  private readonly typedAhead: readonly Searchable[];
  /** The names that lists are sorted by: what is typed is mostly the beginning of one. */
  private readonly names: readonly Sought[];
  /** What a suggestion shows: what it was found by, and its name. Nothing else is read. */
  private readonly shown: ReadonlySet<string>;

  constructor(
    private readonly shape: RecordShape,
    private readonly parts: RecordParts,
    private readonly reader: RecordReader,
  ) {
    this.typedAhead = shape.searchables.filter((one) => one.search === Search.PREFIX);
    this.names = rankedColumns(shape).map(({ key, pii }) => ({ path: [key], pii: pii! }));
    this.shown = keysOf([...this.typedAhead, ...this.names]);
  }

  /** At most `limit` records that fit what was typed, best first: whole words before beginnings, names before addresses. */
  async suggest(tx: Tx, typed: string, limit: number): Promise<Values[]> {
    const index = await this.parts.keyring.index(tx, this.shape.noun);
    const visible = this.typedAhead.filter((one) => tx.call.rights.sees(one.pii));
    const typing = { index, typed, words: typed.trim().split(/\s+/).slice(0, 6) };
    const live = this.shape.deletable ? sql`t.deleted_at is null and` : sql``;
    const within = sql<boolean>`${live} ${rowsWithin(this.shape, tx.call)} and ${fittingOf(typing, visible)} limit ${limit * candidates}`;
    const { rows } = await this.reader.select(tx, within, { only: this.shown });
    const known = rows.filter((row) => row['key.wrapped']);
    const named = await this.fitting(tx, known, this.names, typing);
    // Opening is most of the work: other fields only when the names are not enough.
    const others = named.size < limit ? known.filter((row) => !named.has(row)) : [];
    const scored = [...named, ...(await this.fitting(tx, others, visible, typing))];
    const best = scored.sort(([, a], [, b]) => b - a).slice(0, limit);
    const found = await this.reader.open(
      tx,
      best.map(([row]) => row),
      this.shown,
    );
    this.reader.audit(tx, 'suggest', found);
    return found;
  }

  /** Which of the rows fit by these fields, and how well. */
  private async fitting(tx: Tx, rows: readonly JoinedRow[], fields: readonly Sought[], typing: Typing): Promise<Map<JoinedRow, number>> {
    const records = await this.reader.open(tx, rows, keysOf(fields));
    const scored = records.map((record, at) => [rows[at]!, scoreOf(typing, fields, record)] as const);
    return new Map(scored.filter(([, score]) => score > 0));
  }
}

function keysOf(fields: readonly Sought[]): ReadonlySet<string> {
  return new Set(fields.map(({ path }) => path[0]!));
}

/** Rows where every word begins something, whatever the field; or where all that was typed is one phone number or the like. */
function fittingOf({ index, typed, words }: Typing, visible: readonly Sought[]): RawBuilder<boolean> {
  const classes = [...new Set(visible.map((one) => one.pii))];
  const each = words.map((word) => anyReading(classes.flatMap((pii) => index.queryReadings(pii, word))));
  const whole = anyReading(words.length > 1 ? classes.filter((pii) => pii !== 'NAME').flatMap((pii) => index.queryReadings(pii, typed)) : []);
  return sql<boolean>`((${sql.join(each, sql` and `)}) or ${whole})`;
}

/** 0 for a record that does not fit after all; otherwise higher for better. */
function scoreOf({ index, typed, words }: Typing, fields: readonly Sought[], record: Values): number {
  const values = fields.flatMap(({ path, pii }) => valuesAt(record, path).map((value) => ({ pii, value })));
  const fits = (text: string) => values.filter(({ pii, value }) => index.matches(pii, value, text));
  const found = words.map(fits);
  const hits = found.every((one) => one.length > 0) ? found.flat() : fits(typed);
  if (hits.length === 0) return 0;
  const said = hits.flatMap(({ value }) => value.toLowerCase().split(/\s+/));
  const plainly = said.some((word) => word.startsWith(words[0]!.toLowerCase()));
  const wholly = words.filter((word) => said.includes(word.toLowerCase())).length;
  return 1 + (hits.some(({ pii }) => pii === 'NAME') ? 4 : 0) + Number(plainly) + wholly * 2;
}
