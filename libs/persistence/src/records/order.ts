import { AppError } from '@rapport/kernel';
import { sql, type RawBuilder } from 'kysely';
import type { CustomField } from './custom-fields.js';
import { rankList, type Column, type ColumnKind, type RecordShape } from './record-shape.js';

/**
 * What a list is sorted by: one value, the id deciding between equals. Rows that have the value come first, read along an index; then those that have none, by id.
 */
export interface Order {
  /** SQL of the value. */
  readonly value: RawBuilder<unknown>;
  /** SQL type of the value, to compare it with the one in a page token. */
  readonly type: 'bigint' | 'timestamptz' | 'numeric' | 'text';
  readonly descending: boolean;
  /** SQL of the row's id, of the table whose index holds the value. */
  readonly id: RawBuilder<unknown>;
  /** What must be joined to have the value. */
  readonly join: RawBuilder<unknown>;
  /** Rows that have the value; nothing when every joined row has it. */
  readonly present?: RawBuilder<boolean>;
  /** Rows without the value; nothing when every row has it. */
  readonly missing?: { readonly join: RawBuilder<unknown>; readonly where: RawBuilder<boolean> };
  /** The sealed column whose rank is the value. */
  readonly ranked?: Column;
}

/** The last row of a page: its value (none among the rows without one) and its id. */
export interface Position {
  readonly value: string | null;
  readonly id: string;
}

/** Reads an order such as `display_name` or `created_at desc`; the newest first when none is given. Throws `INVALID_ORDER`. */
export function parseOrder(text: string, shape: RecordShape, custom: ReadonlyMap<string, CustomField>): Order {
  const match = /^\s*([a-z_][\w.-]*)(?:\s+(asc|desc))?\s*$/.exec(text.trim() || 'created_at desc');
  const order = match && orderBy(match[1]!, match[2] === 'desc', shape, custom);
  if (!order)
    throw new AppError('invalid', 'INVALID_REQUEST', {
      violations: [{ pointer: '/order_by', reason: 'INVALID_ORDER', params: { field: text.slice(0, 60), allowed: sortable(shape) } }],
    });
  return order;
}

function sortable({ columns }: RecordShape): string {
  return [...columns.filter((one) => one.sortable).map(({ name }) => name), 'created_at', 'updated_at'].join(', ');
}

/** `order by …` */
export function orderClause(order: Order): RawBuilder<unknown> {
  const direction = sql.raw(order.descending ? 'desc' : 'asc');
  return sql`${order.value} ${direction}, ${order.id} ${direction}`;
}

/** Rows that stand after a position, as one comparison that an index answers. */
export function after(order: Order, position: Position): RawBuilder<boolean> {
  const sign = sql.raw(order.descending ? '<' : '>');
  return sql<boolean>`(${order.value}, ${order.id}) ${sign} (${position.value}::${sql.raw(order.type)}, ${position.id}::uuid)`;
}

function orderBy(name: string, descending: boolean, shape: RecordShape, custom: ReadonlyMap<string, CustomField>): Order | undefined {
  const own = { descending, id: sql`t.id`, join: sql`` };
  if (name === 'created_at' || name === 'updated_at') return { ...own, value: sql.ref(`t.${name}`), type: 'timestamptz' };
  if (name.startsWith('custom.')) return customOrder(custom.get(name.slice('custom.'.length)), descending, shape);
  const column = shape.columns.find((one) => one.name === name && one.sortable);
  if (!column) return undefined;
  if (column.kind === 'sealed') return rankOrder(column, descending, shape);
  const value = sql.ref(`t.${column.name}`);
  const missing = { join: sql``, where: sql<boolean>`${value} is null` };
  return { ...own, value, type: sqlTypes[column.kind] ?? 'text', present: sql<boolean>`${value} is not null`, missing };
}

const sqlTypes: Readonly<Partial<Record<ColumnKind, Order['type']>>> = { number: 'numeric', choice: 'numeric', instant: 'timestamptz' };

function rankOrder(column: Column, descending: boolean, shape: RecordShape): Order {
  const join = sql`join ${sql.table(`${shape.schema}.ranks`)} r on r.tenant_id = t.tenant_id and r.list = ${rankList(shape, column)} and r.record_id = t.id`;
  const missing = { join, where: sql<boolean>`r.rank is null` };
  return { value: sql`r.rank`, type: 'bigint', descending, id: sql`r.record_id`, join, present: sql<boolean>`r.rank is not null`, missing, ranked: column };
}

function customOrder(field: CustomField | undefined, descending: boolean, shape: RecordShape): Order | undefined {
  if (!field || field.type === 'text') return undefined;
  const values = sql.table(`${shape.schema}.custom_values`);
  const mine = sql`v.tenant_id = t.tenant_id and v.field_id = ${field.id}::uuid and v.record_id = t.id`;
  const numeric = field.type === 'number';
  return {
    value: sql.raw(numeric ? 'v.number' : 'v.text'),
    type: numeric ? 'numeric' : 'text',
    descending,
    id: sql`v.record_id`,
    join: sql`join ${values} v on ${mine}`,
    missing: { join: sql``, where: sql<boolean>`not exists (select from ${values} v where ${mine})` },
  };
}
