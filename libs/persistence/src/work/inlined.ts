import type { CompiledQuery } from 'kysely';
import { quoted } from '../database/sql-literal.js';

const placeholders = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\d+)/g;

/**
 * A query with its parameters written into it, so that it can travel with others in one round trip. Every value becomes a quoted literal of no type yet,
 * which the database types from where it stands, exactly as it does a parameter.
 */
export function inlined({ sql, parameters }: Pick<CompiledQuery, 'sql' | 'parameters'>): string {
  return sql.replace(placeholders, (token, index?: string) => (index === undefined ? token : valueOf(parameters[Number(index) - 1])));
}

function valueOf(value: unknown): string {
  return value === null || value === undefined ? 'null' : quoted(textOf(value));
}

/** A value as the database reads it from text. */
function textOf(value: unknown): string {
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}`;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return `{${value.map(elementOf).join(',')}}`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function elementOf(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value) || typeof value === 'bigint' || typeof value === 'number') return textOf(value);
  return `"${textOf(value).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
