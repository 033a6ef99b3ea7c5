import { Search } from '@rapport/contracts';
import { sql } from 'kysely';
import type { Tx } from '../work/tx.js';
import type { JoinedRow } from './joined-row.js';
import type { RecordParts } from './record-parts.js';
import type { RecordReader } from './record-reader.js';
import { rankedColumns, type RecordShape, type Searchable } from './record-shape.js';
import { rowsWithin } from './row-rights.js';
import type { Values } from './sealing.js';
import { fittingOf, foundBy, scoreOf, typingOf, type Sought, type Typing } from './typing.js';

/** Candidates opened for each suggestion wanted: tokens know only kept beginnings, so some candidates turn out to be others. */
const candidates = 3;

/** Finds records while somebody types: by the beginnings of words in any field that they may see, in either script. */
export class RecordSuggestions {
  private readonly typedAhead: readonly Searchable[];
  /** The names that lists are sorted by: what is typed is mostly the beginning of one. */
  private readonly names: readonly Sought[];
  /** What a suggestion shows: its name, and the addresses and numbers that it may have been found by. Opening is most of the work. */
  private readonly shown: ReadonlySet<string>;

  constructor(
    private readonly shape: RecordShape,
    private readonly parts: RecordParts,
    private readonly reader: RecordReader,
  ) {
    this.typedAhead = shape.searchables.filter((one) => one.search === Search.PREFIX);
    this.names = rankedColumns(shape).map(({ key, pii }) => ({ path: [key], pii: pii! }));
    const named = new Set(this.names.map(({ pii }) => pii));
    this.shown = keysOf([...this.names, ...this.typedAhead.filter(({ pii }) => !named.has(pii))]);
  }

  /** At most `limit` records that fit what was typed, best first: whole words before beginnings, names before addresses. */
  async suggest(tx: Tx, typed: string, limit: number): Promise<Values[]> {
    const visible = this.typedAhead.filter((one) => tx.call.rights.sees(one.pii));
    if (visible.length === 0) return [];
    const typing = typingOf(await this.parts.keyring.index(tx, this.shape.noun), typed, visible);
    const live = this.shape.deletable ? sql`t.deleted_at is null and` : sql``;
    const within = sql<boolean>`${live} ${rowsWithin(this.shape, tx.call)} and ${fittingOf(typing)} limit ${limit * candidates}`;
    const only = keysOf([...this.typedAhead, ...this.names]);
    const { rows } = await this.reader.select(tx, within, { only, beside: foundBy(typing) });
    const known = rows.filter((row) => row['key.wrapped']);
    const named = await this.fitting(
      tx,
      known.filter((row) => this.names.some(({ pii }) => row[`found.${pii}`])),
      this.names,
      typing,
    );
    const others = named.size < limit ? known.filter((row) => !named.has(row)) : [];
    const scored = [...named, ...(await this.fittingElsewhere(tx, others, visible, typing))];
    const best = scored.sort(([, a], [, b]) => b - a).slice(0, limit);
    this.reader.audit(
      tx,
      'suggest',
      best.map(([{ id }]) => id),
      this.shown,
    );
    return this.reader.open(
      tx,
      best.map(([row]) => row),
      this.shown,
    );
  }

  /** The same by all fields that a row's tokens say it may have been found by, and no others. */
  private async fittingElsewhere(
    tx: Tx,
    rows: readonly JoinedRow[],
    visible: readonly Searchable[],
    typing: Typing,
  ): Promise<(readonly [JoinedRow, number])[]> {
    const alike = Map.groupBy(rows, (row) => typing.classes.map(({ pii }) => Number(row[`found.${pii}`] === true)).join(''));
    const scored = [...alike.values()].map((group) => {
      const fields = visible.filter(({ pii }) => group[0]![`found.${pii}`]);
      return this.fitting(tx, group, fields, typing);
    });
    return (await Promise.all(scored)).flatMap((group) => [...group]);
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
