import { AppError } from '@rapport/kernel';
import { sql, type RawBuilder } from 'kysely';
import type { CustomField } from './custom-fields.js';
import type { Column, RecordShape } from './record-shape.js';

/**
 * What a list is sorted by: one value, the id deciding between equals. Rows that have the value come first, read along an index; then those that have none, by id.
 */
export interface Order {
  /** SQL of the value. */
  readonly value: RawBuilder<unknown>;
  /** SQL type of the value, to compare it with the one in a page token. */
  readonly type: 'bigint' | 'timestamptz' | 'numeric' | 'text';
  readonly descending: boolean;
  /** What must be joined to have the value. */
  readonly join: RawBuilder<unknown>;
  /** Rows without the value; nothing when every row has it. */
  readonly missing?: RawBuilder<boolean>;
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
    throw new AppError('invalid', 'INVALID_REQUEST', { violations: [{ pointer: '/order_by', reason: 'INVALID_ORDER', params: { field: text.slice(0, 60) } }] });
  return order;
}

/** `order by …` */
export function orderClause(order: Order): RawBuilder<unknown> {
  const direction = sql.raw(order.descending ? 'desc' : 'asc');
  return sql`${order.value} ${direction}, t.id ${direction}`;
}

/** Rows that stand after a position, as one comparison that an index answers. */
export function after(order: Order, position: Position): RawBuilder<boolean> {
  const sign = sql.raw(order.descending ? '<' : '>');
  return sql<boolean>`(${order.value}, t.id) ${sign} (${position.value}::${sql.raw(order.type)}, ${position.id}::uuid)`;
}

function orderBy(name: string, descending: boolean, shape: RecordShape, custom: ReadonlyMap<string, CustomField>): Order | undefined {
  const none = sql``;
  if (name === 'created_at' || name === 'updated_at') return { value: sql.ref(`t.${name}`), type: 'timestamptz', descending, join: none };
  if (name.startsWith('custom.')) return customOrder(custom.get(name.slice('custom.'.length)), descending, shape);
  const column = shape.columns.find((one) => one.name === name && one.sortable);
  if (!column) return undefined;
  const value = sql.ref(column.kind === 'sealed' ? `t.${column.name}_rank` : `t.${column.name}`);
  const missing = sql<boolean>`${value} is null`;
  if (column.kind === 'sealed') return { value, type: 'bigint', descending, join: none, missing, ranked: column };
  return { value, type: column.kind === 'number' ? 'numeric' : 'text', descending, join: none, missing };
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
    join: sql`join ${values} v on ${mine}`,
    missing: sql<boolean>`not exists (select from ${values} v where ${mine})`,
  };
}
