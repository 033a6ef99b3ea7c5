import { enumValueNamed, Format, rulesOf } from '@rapport/contracts';
import type { BlindIndex } from '@rapport/crypto';
import type { CallContext } from '@rapport/kernel';
import { sql, type RawBuilder } from 'kysely';
import type { CustomField } from './custom-fields.js';
import { badFilter, type Comparison, type Filter, type Operator } from './filter-grammar.js';
import type { Column, RecordShape, Searchable } from './record-shape.js';

/** What a filter is read against: the record's fields, the tenant's own, the blind index, and who asks. */
export interface FilterScope {
  readonly shape: RecordShape;
  readonly index: BlindIndex;
  readonly custom: ReadonlyMap<string, CustomField>;
  readonly call: CallContext;
  /** The filter came in an address, where personal data must not stand. */
  readonly inAddress: boolean;
}

type Condition = RawBuilder<boolean>;

/** The filter as a condition on the table `t`. Throws `INVALID_FILTER` for fields that do not exist, cannot be filtered, or may not be seen. */
export function conditionOf(filter: Filter, scope: FilterScope): Condition {
  if (filter.kind === 'compare') return comparison(filter, scope);
  if (filter.kind === 'not') return sql<boolean>`not coalesce(${conditionOf(filter.term, scope)}, false)`;
  const joiner = filter.kind === 'and' ? sql` and ` : sql` or `;
  return sql<boolean>`(${sql.join(
    filter.terms.map((term) => conditionOf(term, scope)),
    joiner,
  )})`;
}

function comparison(filter: Comparison, scope: FilterScope): Condition {
  if (filter.path.startsWith('custom.')) return customCondition(filter, scope);
  const searchable = scope.shape.searchables.find((one) => one.name === filter.path && one.filterable);
  if (searchable) return sealedCondition(filter, searchable, scope);
  if (filter.path === 'created_at' || filter.path === 'updated_at') return instantCondition(filter, filter.path);
  const [name, part] = filter.path.split('.');
  const column = scope.shape.columns.find((one) => one.name === name && one.filterable && (one.kind === 'ref') === (part === 'id' || part === 'noun'));
  if (!column) throw badFilter(filter.at, '“{path}” cannot be filtered by; these can: {fields}', filter.path, filterable(scope.shape));
  if (column.kind === 'ref') return refCondition(filter, `${column.name}_${part}`);
  if (rulesOf(column.field).format === Format.UUID) return idCondition(filter, column.name);
  return column.kind === 'instant' ? instantCondition(filter, column.name) : plainCondition(filter, column);
}

function filterable({ searchables, columns }: RecordShape): string {
  const sealed = searchables.filter((one) => one.filterable).map(({ name }) => name);
  const plain = columns
    .filter((one) => one.filterable && one.kind !== 'sealed')
    .flatMap(({ name, kind }) => (kind === 'ref' ? [`${name}.noun`, `${name}.id`] : [name]));
  return [...sealed, ...plain, 'created_at', 'updated_at'].join(', ');
}

/** A moment, or `""` for none. */
function instantCondition(filter: Comparison, column: string): Condition {
  const ref = sql.ref(`t.${column}`);
  if (filter.value === '') return absence(filter, ref);
  return sql<boolean>`${ref} ${order(filter)} ${instantOf(filter)}`;
}

/** What a record is about: `subject.id`, `subject.noun`. */
function refCondition(filter: Comparison, column: string): Condition {
  return column.endsWith('_id') ? idCondition(filter, column) : sql<boolean>`${sql.ref(`t.${column}`)} ${equality(filter)} ${String(filter.value)}`;
}

/** An id as it is kept, so that its index is used. What is no id is nobody's; `""` is none. */
function idCondition(filter: Comparison, column: string): Condition {
  const ref = sql.ref(`t.${column}`);
  if (filter.value === '') return absence(filter, ref);
  const sign = equality(filter);
  // Without a cast, so that it is of the column's own type, text or uuid.
  return isUuid(filter.value) ? sql<boolean>`${ref} ${sign} ${filter.value.toLowerCase()}` : sql<boolean>`${filter.operator === '!='}`;
}

function isUuid(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
}

/** Sealed values are compared as blind tokens: wholly by `=`, by the beginning of words with `:`. */
function sealedCondition(filter: Comparison, { pii, path: [key] }: Searchable, { shape, index, call, inAddress }: FilterScope): Condition {
  if (inAddress) throw badFilter(filter.at, '“{path}” holds personal data: send the filter in the body of the search, not in an address', filter.path);
  if (!call.rights.sees(pii)) throw badFilter(filter.at, 'you may not see “{path}”', filter.path);
  const value = String(filter.value);
  if (value === '') return absence(filter, sql.ref(`t.${shape.columns.find((one) => one.key === key)!.name}`));
  if (filter.operator === ':') return anyReading(index.queryReadings(pii, value));
  return equalsToken(filter, index.exactToken(pii, value));
}

function equalsToken(filter: Comparison, token: bigint | undefined): Condition {
  const equal = token === undefined ? sql<boolean>`false` : sql<boolean>`t.tokens @> ${[token]}::bigint[]`;
  if (filter.operator === '=') return equal;
  if (filter.operator === '!=') return sql<boolean>`not ${equal}`;
  throw badFilter(filter.at, '“{path}” is encrypted: only = and != work, and : for a beginning', filter.path);
}

/** Rows that hold all tokens of any reading. */
export function anyReading(readings: readonly (readonly bigint[])[]): Condition {
  if (readings.length === 0) return sql<boolean>`false`;
  return sql<boolean>`(${sql.join(
    readings.map((tokens) => sql`t.tokens @> ${[...tokens]}::bigint[]`),
    sql` or `,
  )})`;
}

function plainCondition(filter: Comparison, column: Column): Condition {
  const ref = sql.ref(`t.${column.name}`);
  // Kept otherwise than as nothing: the empty list, and the zero that is no choice.
  if (filter.value === '' && column.kind === 'texts') return sql<boolean>`${ref} ${equality(filter)} '{}'`;
  if (filter.value === '' && column.kind === 'choice') return sql<boolean>`${ref} ${equality(filter)} 0`;
  if (column.kind === 'texts') {
    if (filter.operator !== ':' && filter.operator !== '=') throw badFilter(filter.at, 'write {path}:"value"', filter.path);
    return sql<boolean>`${ref} @> ${[String(filter.value)]}::text[]`;
  }
  if (filter.operator === ':') throw badFilter(filter.at, '“:” does not work on “{path}”', filter.path);
  if (column.kind === 'choice') return sql<boolean>`${ref} ${equality(filter)} ${choiceOf(filter, column)}`;
  if (column.kind === 'number') return sql<boolean>`${ref} ${order(filter)} ${numberOf(filter)}`;
  if (column.kind === 'flag') return sql<boolean>`${ref} ${equality(filter)} ${filter.value === true}`;
  if (rulesOf(column.field).format === Format.DATE && filter.value !== '') return sql<boolean>`${ref} ${order(filter)} ${dayOf(filter)}`;
  return textCondition(filter, ref);
}

/** Equality with a text is said so that an index can answer it. */
function textCondition(filter: Comparison, ref: RawBuilder<unknown>): Condition {
  equality(filter);
  if (filter.value === '') return absence(filter, ref);
  const value = String(filter.value);
  return filter.operator === '=' ? sql<boolean>`${ref} = ${value}` : sql<boolean>`${ref} is distinct from ${value}`;
}

/** Absence is asked for by an empty text. */
function absence(filter: Comparison, ref: RawBuilder<unknown>): Condition {
  equality(filter);
  return sql<boolean>`${ref} ${sql.raw(filter.operator === '=' ? 'is null' : 'is not null')}`;
}

function customCondition(filter: Comparison, { custom, index, shape, inAddress }: FilterScope): Condition {
  const key = filter.path.slice('custom.'.length);
  const field = custom.get(key);
  if (!field) throw badFilter(filter.at, 'there is no custom field “{path}”', key);
  if (field.type === 'text') {
    if (filter.value === '') throw badFilter(filter.at, 'it cannot be asked whether “{path}” is empty', filter.path);
    if (filter.operator === ':') throw badFilter(filter.at, '“{path}” is encrypted: only = and != work', filter.path);
    if (inAddress) throw badFilter(filter.at, '“{path}” may hold personal data: send the filter in the body of the search, not in an address', filter.path);
    return equalsToken(filter, index.exactToken('FREE_TEXT', `${key}=${String(filter.value)}`));
  }
  const values = sql`select from ${sql.table(`${shape.schema}.custom_values`)} v
    where v.tenant_id = t.tenant_id and v.field_id = ${field.id}::uuid and v.record_id = t.id`;
  if (filter.value === '' && equality(filter)) return sql<boolean>`${sql.raw(filter.operator === '=' ? 'not ' : '')}exists (${values})`;
  const value =
    field.type === 'number'
      ? sql`v.number ${order(filter)} ${numberOf(filter)}`
      : sql`v.text ${order(filter)} ${field.type === 'date' ? dayOf(filter) : String(filter.value)}`;
  return sql<boolean>`exists (${values} and ${value})`;
}

function choiceOf(filter: Comparison, column: Column): number {
  const found = enumValueNamed(column.field.enum!, String(filter.value));
  if (found === undefined) throw badFilter(filter.at, '“{path}” never has this value', filter.path);
  return found;
}

function numberOf(filter: Comparison): number {
  if (typeof filter.value !== 'number') throw badFilter(filter.at, '“{path}” is compared with a number', filter.path);
  return filter.value;
}

/** Days are kept as they are written, so that their order is that of the texts. */
function dayOf(filter: Comparison): string {
  const day = String(filter.value);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day))
    throw badFilter(filter.at, '“{path}” is compared with a date such as "2026-01-31" or an instant (RFC 3339)', filter.path);
  return day;
}

function instantOf(filter: Comparison): Date {
  const at = new Date(String(filter.value));
  if (typeof filter.value !== 'string' || Number.isNaN(at.getTime()))
    throw badFilter(filter.at, '“{path}” is compared with a date such as "2026-01-31" or an instant (RFC 3339)', filter.path);
  return at;
}

const signs: Readonly<Record<Exclude<Operator, ':'>, string>> = { '=': '=', '!=': '<>', '<': '<', '<=': '<=', '>': '>', '>=': '>=' };

function order(filter: Comparison): RawBuilder<unknown> {
  if (filter.operator === ':') throw badFilter(filter.at, '“:” does not work on “{path}”', filter.path);
  return sql.raw(signs[filter.operator]);
}

function equality(filter: Comparison): RawBuilder<unknown> {
  if (filter.operator !== '=' && filter.operator !== '!=') throw badFilter(filter.at, 'only = and != work on “{path}”', filter.path);
  return sql.raw(signs[filter.operator]);
}
