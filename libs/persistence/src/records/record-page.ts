import type { CallContext } from '@rapport/kernel';
import { AppError } from '@rapport/kernel';
import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../work/tx.js';
import { customFieldsOf } from './custom-fields.js';
import { badFilter, parseFilter } from './filter-grammar.js';
import { refinementOf, type Refinement } from './filter-refine.js';
import { conditionOf } from './filter-sql.js';
import type { JoinedRow } from './joined-row.js';
import { keyColumns } from './keyring.js';
import { after, orderClause, parseOrder, type Order, type Position } from './order.js';
import type { ListIdentity } from './page-token.js';
import type { RecordParts } from './record-parts.js';
import type { RecordReader } from './record-reader.js';
import { keySubject, readColumns, type RecordShape } from './record-shape.js';
import { rowsWithin } from './row-rights.js';
import type { Values } from './sealing.js';

/** What a list is asked for; the contract's `ListRequest`. */
export interface PageRequest {
  readonly pageSize: number;
  readonly pageToken: string;
  readonly filter: string;
  readonly orderBy: string;
  readonly fields: string;
  readonly showDeleted: boolean;
  readonly count: boolean;
}

/** Where the request's words came from, and what narrows the list beside them. */
export interface PageScope {
  /** The filter stood in an address, where personal data must not. */
  readonly inAddress: boolean;
  /** A further condition on the table `t`, such as the record that notes are about. */
  readonly within?: RawBuilder<boolean>;
}

/** One page of records. */
export interface Page<Record> extends PageEnd {
  readonly records: Record[];
}

interface PageEnd {
  /** Empty on the last page. */
  readonly nextPageToken: string;
  /** All that match, when asked for. */
  readonly totalSize?: bigint;
}

/** A page whose records are still sealed. */
export interface SealedPage<Record> extends PageEnd {
  readonly ids: readonly string[];
  /** Opens the records, which asks nothing of the database. */
  open(): Promise<Record[]>;
}

interface Plan {
  readonly order: Order;
  readonly where: RawBuilder<boolean>;
  readonly size: number;
  readonly refinement: Refinement | undefined;
  /** What is read of each row. */
  readonly columns: string;
  readonly list: ListIdentity;
}

/** Candidates fetched again when a beginning typed in a filter turned out to be another's: pages are filled from at most this many fetches. */
const fetches = 5;

/** Lists of one noun: filter, order and page, each record within the caller's rights. Cost depends on the page, not on the table. */
export class RecordPages {
  constructor(
    private readonly shape: RecordShape,
    private readonly parts: RecordParts,
    private readonly reader: RecordReader,
  ) {}

  async page(tx: Tx, request: PageRequest, scope: PageScope, wanted?: ReadonlySet<string>): Promise<SealedPage<Values>> {
    const plan = await this.plan(tx, request, scope, wanted);
    const found: JoinedRow[] = [];
    let position = this.parts.tokens.read(plan.list, request.pageToken);
    let more = true;
    for (let fetch = 0; more && found.length <= plan.size && fetch < fetches; fetch += 1) {
      const rows = fetch === 0 ? await this.firstRows(tx, plan, position) : await this.rows(tx, plan, position);
      found.push(...(await this.refined(tx, plan.refinement, rows)));
      more = rows.length > plan.size;
      position = rows.length > 0 ? positionOf(rows.at(-1)!) : position;
    }
    const shown = found.slice(0, plan.size);
    const last = found.length > plan.size ? positionOf(shown.at(-1)!) : more ? position : undefined;
    return {
      ids: shown.map(({ id }) => id),
      open: () => this.reader.open(tx, shown, wanted),
      nextPageToken: last ? this.parts.tokens.write(plan.list, last) : '',
      ...(request.count ? { totalSize: await this.count(tx, plan.where) } : {}),
    };
  }

  async matching(tx: Tx, filter: string): Promise<RawBuilder<boolean>> {
    const request = { pageSize: 0, pageToken: '', filter, orderBy: '', fields: '', showDeleted: false, count: false };
    const { where, refinement } = await this.plan(tx, request, { inAddress: false });
    if (refinement) throw badFilter(1, '“:” on an encrypted field cannot be summed');
    return where;
  }

  private async refined(tx: Tx, refinement: Refinement | undefined, rows: readonly JoinedRow[]): Promise<readonly JoinedRow[]> {
    if (!refinement) return rows;
    const opened = await this.reader.open(tx, rows, refinement.fields);
    return rows.filter((_, at) => refinement.holds(opened[at]!));
  }

  private async plan(tx: Tx, request: PageRequest, scope: PageScope, wanted?: ReadonlySet<string>): Promise<Plan> {
    const { shape, parts } = this;
    const filter = parseFilter(request.filter);
    const custom = /\bcustom\./.test(request.filter + request.orderBy) ? await customFieldsOf(tx, shape) : new Map<string, never>();
    const index = await parts.keyring.index(tx, shape.noun);
    const order = parseOrder(request.orderBy, shape, custom);
    const conditions = [sql`t.tenant_id = ${tx.call.tenant}`, rowsWithin(shape, tx.call)];
    if (shape.deletable && !request.showDeleted) conditions.push(sql`t.deleted_at is null`);
    if (scope.within) conditions.push(scope.within);
    if (filter) conditions.push(conditionOf(filter, { shape, index, custom, call: tx.call, inAddress: scope.inAddress }));
    const refinement = refinementOf(filter, shape, index);
    return {
      order,
      size: sizeOf(request.pageSize),
      refinement,
      columns: readColumns(shape, wanted && new Set([...wanted, ...(refinement?.fields ?? [])])),
      where: sql<boolean>`${sql.join(conditions, sql` and `)}`,
      list: { tenant: tx.call.tenant, list: listName(shape, tx.call), filter: request.filter, order: request.orderBy },
    };
  }

  /** The first fetch. Whether everybody has a place in the order is asked in the same round trip; only if not, the page is read again after they were placed. */
  private async firstRows(tx: Tx, plan: Plan, position: Position | undefined): Promise<JoinedRow[]> {
    const { ranked } = plan.order;
    const { ranks } = this.parts;
    const [waited, rows] = await Promise.all([ranked && ranks.isWaited(tx, this.shape, ranked), this.rows(tx, plan, position)]);
    if (!ranked || !waited) return rows;
    await ranks.settle(tx, this.shape, ranked);
    return this.rows(tx, plan, position);
  }

  /** Up to a page and one more: first the rows that have the order's value, then those without. */
  private async rows(tx: Tx, plan: Plan, position: Position | undefined): Promise<JoinedRow[]> {
    const { order, size } = plan;
    const valued = position && position.value === null ? [] : await this.fetch(tx, plan, this.valued(order, position), size + 1);
    if (!order.missing || valued.length > size) return valued;
    const id = order.ranked ? order.id : sql`t.id`;
    const beyond = position && position.value === null ? sql`and ${id} > ${position.id}::uuid` : sql``;
    const missing = { join: order.missing.join, where: sql`and ${order.missing.where} ${beyond}`, order: id, value: sql`null` };
    return [...valued, ...(await this.fetch(tx, plan, missing, size + 1 - valued.length))];
  }

  private valued(order: Order, position: Position | undefined): Stretch {
    const present = order.present ? sql`and ${order.present}` : sql``;
    return {
      join: order.join,
      where: sql`${present} ${position ? sql`and ${after(order, position)}` : sql``}`,
      order: orderClause(order),
      value: sql`(${order.value})::text`,
    };
  }

  private async fetch(tx: Tx, plan: Plan, stretch: Stretch, limit: number): Promise<JoinedRow[]> {
    const table = sql.table(`${this.shape.schema}.${this.shape.table}`);
    const { rows } = await sql<JoinedRow>`select ${sql.raw(plan.columns)}, ${stretch.value} as "order.value", ${keyColumns}
      from ${table} t ${stretch.join} join keyring.subject_keys k on k.tenant_id = t.tenant_id and k.subject = ${sql.raw(keySubject)}
      where ${plan.where} ${stretch.where} order by ${stretch.order} limit ${limit}`.execute(tx.sql);
    return rows;
  }

  private async count(tx: Tx, where: RawBuilder<boolean>): Promise<bigint> {
    const { rows } = await sql<{ n: bigint }>`select count(*) as n from ${sql.table(`${this.shape.schema}.${this.shape.table}`)} t where ${where}`.execute(
      tx.sql,
    );
    return BigInt(rows[0]!.n);
  }
}

interface Stretch {
  readonly join: RawBuilder<unknown>;
  readonly where: RawBuilder<unknown>;
  readonly order: RawBuilder<unknown>;
  readonly value: RawBuilder<unknown>;
}

function positionOf(row: JoinedRow): Position {
  return { value: row['order.value'] as string | null, id: row.id };
}

function listName(shape: RecordShape, call: CallContext): string {
  return `${shape.table} as ${call.principal.id}`;
}

function sizeOf(wanted: number): number {
  if (wanted < 0 || wanted > 200)
    throw new AppError('invalid', 'INVALID_REQUEST', { violations: [{ pointer: '/page_size', reason: 'TOO_BIG', params: { max: 200 } }] });
  return wanted || 50;
}
