import type { DescMessage } from '@bufbuild/protobuf';
import type { PlainOf } from '@rapport/contracts';
import { AppError } from '@rapport/kernel';
import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../work/tx.js';
import type { JoinedRow } from './joined-row.js';
import { RecordPages, type Page, type PageRequest, type PageScope, type SealedPage } from './record-page.js';
import type { RecordParts } from './record-parts.js';
import { RecordReader, type Looking } from './record-reader.js';
import { rankedColumns, shapeOf, type RecordShape } from './record-shape.js';
import { assertWithin } from './row-rights.js';
import { RecordWriter } from './record-writer.js';
import { rowsWithin } from './row-rights.js';
import type { Values } from './sealing.js';
import { RecordSuggestions } from './suggest.js';

/** What a caller gives of a record: any of its fields; the system adds id, version and times. */
export type Draft<Record> = Partial<Omit<Record, 'id' | 'etag' | 'createdAt' | 'updatedAt' | 'deletedAt'>>;

/** A change of one record; `fields` are the contract's names of what differs, empty when nothing was written. */
export interface Changed<Record> {
  readonly before: Record;
  readonly after: Record;
  readonly fields: readonly string[];
}

/**
 * The records of one noun, derived from its contract: sealed at rest, found by blind tokens, listed in pages, versioned, audited, within the caller's row and field rights.
 * A store is made of this and whatever SQL is its own.
 */
export class Records<Desc extends DescMessage, Record = PlainOf<Desc>> {
  readonly shape: RecordShape;
  private readonly reader: RecordReader;
  private readonly writer: RecordWriter;
  private readonly pages: RecordPages;
  private readonly suggestions: RecordSuggestions;

  constructor(
    desc: Desc,
    private readonly parts: RecordParts,
  ) {
    this.shape = shapeOf(desc);
    this.reader = new RecordReader(this.shape, parts);
    this.writer = new RecordWriter(this.shape, parts, this.reader);
    this.pages = new RecordPages(this.shape, parts, this.reader);
    this.suggestions = new RecordSuggestions(this.shape, parts, this.reader);
  }

  /** Adds a record, under a fresh id unless one is given. Throws `ALREADY_EXISTS` (`DELETED_EXISTS`) with the other record for a value that must be unique. */
  insert(tx: Tx, draft: Draft<Record>, id: string = this.parts.ids.next()): Promise<Record> {
    return this.writer.insert(tx, id, draft) as Promise<Record>;
  }

  /** A record that the caller may see, or those of its fields (`email,phones`); the reading is audited. Throws `NOT_FOUND` for one that is not there or not theirs to see. */
  async get(tx: Tx, id: string, { fields = '', ...looking }: Looking & { readonly fields?: string } = {}): Promise<Record> {
    const wanted = this.wanted(fields);
    const [record] = await this.reader.open(tx, [await this.reader.row(tx, id, looking)], wanted);
    this.reader.audit(tx, 'read', [id], wanted);
    return record as Record;
  }

  /** Throws `NOT_FOUND` unless the caller may see the record; shows nothing of it. */
  async assertVisible(tx: Tx, id: string): Promise<void> {
    await this.reader.row(tx, id);
  }

  /** Throws `NOT_FOUND` unless the caller may see the record, `NOT_OWNER` unless they may change it; for what belongs to it. */
  async assertWritable(tx: Tx, id: string): Promise<void> {
    assertWithin(this.shape, tx.call, 'write', await this.reader.row(tx, id));
  }

  /** Whose record it is: for rights on what belongs to it. Throws `NOT_FOUND` unless the caller may see it. */
  async ownershipOf(tx: Tx, id: string): Promise<{ readonly owner?: string; readonly team?: string }> {
    const row = await this.reader.row(tx, id);
    return { owner: (row['owner_id'] as string | null) ?? '', team: (row['team_id'] as string | null) ?? '' };
  }

  /** Changes a record that the caller may write, as `edit` says. With an etag, only that version: else `STALE` with current, attempted and original. */
  change(tx: Tx, id: string, etag: string, edit: (current: Record) => Record, looking: Looking = {}): Promise<Changed<Record>> {
    return this.writer.change(tx, { id, etag, ...looking }, edit as (current: unknown) => Values) as Promise<Changed<Record>>;
  }

  /** Deletes a record, restorably. */
  remove(tx: Tx, id: string, etag = ''): Promise<Record> {
    return this.writer.mark(tx, id, etag, true) as Promise<Record>;
  }

  /** Brings a deleted record back; one that is not deleted stays as it is. */
  restore(tx: Tx, id: string): Promise<Record> {
    return this.writer.mark(tx, id, '', false) as Promise<Record>;
  }

  /** Destroys a record, its history and its person's key for good. Who may is for the caller to have checked. */
  erase(tx: Tx, id: string): Promise<void> {
    return this.writer.erase(tx, id);
  }

  /** Removes for good what is kept about somebody whose data was erased, and says how many records that was: for the ear of `ContactErased`. */
  forget(tx: Tx, subjectId: string): Promise<number> {
    return this.writer.forget(tx, subjectId);
  }

  /** Takes from the records of somebody whose data was erased what was sealed for them, and keeps the rest as nobody's; answers their ids. Instead of `forget`, for records that are more than about a person. */
  release(tx: Tx, subjectId: string): Promise<string[]> {
    return this.writer.release(tx, subjectId);
  }

  /** The rows that a list with this filter holds, as a condition on the table `t`: for sums. A filter by a beginning cannot be summed, for the database cannot decide it. */
  matching(tx: Tx, filter: string): Promise<RawBuilder<boolean>> {
    return this.pages.matching(tx, filter);
  }

  /** One page of records; the reading is audited. */
  async page(tx: Tx, request: PageRequest, scope?: PageScope): Promise<Page<Record>> {
    const { ids: _, open, ...end } = await this.sealedPage(tx, request, scope);
    return { records: await open(), ...end };
  }

  /** The same still sealed, to be opened when the database has no more to do. */
  async sealedPage(tx: Tx, request: PageRequest, scope: PageScope = { inAddress: false }): Promise<SealedPage<Record>> {
    const wanted = this.wanted(request.fields);
    const page = await this.pages.page(tx, request, scope, wanted);
    if (page.ids.length > 0) this.reader.audit(tx, 'read', page.ids, wanted);
    return page as SealedPage<Record>;
  }

  /** Records that fit what somebody has typed so far, best first, with their names and what they are found by; audited. */
  suggest(tx: Tx, typed: string, limit: number): Promise<Record[]> {
    return this.suggestions.suggest(tx, typed, limit) as Promise<Record[]>;
  }

  /** The id of the record that has this value in a unique field, whoever's it is; nothing when there is none, or it is deleted. */
  async idByUnique(tx: Tx, field: keyof Record & string, value: string): Promise<string | undefined> {
    const column = this.shape.columns.find((one) => one.key === field && one.unique);
    if (!column?.pii) throw new Error(`${this.shape.noun}.${field} is not unique`);
    const fingerprint = (await this.parts.keyring.index(tx, this.shape.noun)).fingerprint(column.pii, value);
    const row = fingerprint && (await this.reader.rowByUnique(tx, column.name, fingerprint));
    return row && !row['deleted_at'] ? row.id : undefined;
  }

  /** Those of the records that the caller may see, with these fields alone; the reading is audited. */
  async some(tx: Tx, ids: readonly string[], only: ReadonlySet<keyof Record & string>): Promise<Record[]> {
    if (ids.length === 0) return [];
    const { rows } = await this.reader.select(tx, sql<boolean>`t.id = any(${[...ids]}::uuid[]) and ${rowsWithin(this.shape, tx.call)}`, { only });
    const there = rows.filter(isThere);
    this.reader.audit(
      tx,
      'read',
      there.map(({ id }) => id),
      only,
    );
    return (await this.reader.open(tx, there, only)) as Record[];
  }

  /** Records by a condition on the table `t`, in its order. Row rights are the caller's to have checked, on what these belong to. */
  async where(tx: Tx, condition: RawBuilder<boolean>): Promise<Record[]> {
    const { rows } = await this.reader.select(tx, condition);
    return (await this.reader.open(tx, rows)) as Record[];
  }

  /** Gives every sealed sortable column its ranks, a batch at a time; says how many rows it ranked. For the background. */
  async settle(tx: Tx, limit: number): Promise<number> {
    let ranked = 0;
    for (const column of rankedColumns(this.shape)) {
      ranked += await this.parts.ranks.settle(tx, this.shape, column, limit);
    }
    return ranked;
  }

  private wanted(fields: string): ReadonlySet<string> | undefined {
    if (fields.trim() === '') return undefined;
    return new Set(fields.split(',').map((name) => this.keyOf(name.trim())));
  }

  private keyOf(name: string): string {
    const field = this.shape.desc.fields.find((one) => one.name === name);
    if (!field) throw unknownField(name);
    return field.localName;
  }
}

/** Neither deleted nor erased. */
function isThere(row: JoinedRow): boolean {
  return !row['deleted_at'] && Boolean(row['key.wrapped']);
}

function unknownField(name: string): AppError {
  return new AppError('invalid', 'INVALID_REQUEST', {
    violations: [{ pointer: '/fields', reason: 'INVALID_FIELD_MASK', params: { field: name.slice(0, 60) } }],
  });
}
