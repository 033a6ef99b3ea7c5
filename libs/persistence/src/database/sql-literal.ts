import { AppError } from '@rapport/kernel';

/**
 * A value as SQL text, for statements that travel together in one round trip and so cannot have parameters. Safe whatever the value holds:
 * `standard_conforming_strings` has been on since PostgreSQL 9.1, and a backslash still gets the E'' form.
 */
export function literal(value: string | number | bigint | boolean | Date | Uint8Array | readonly string[] | null | undefined): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError('not a finite number');
    return String(value);
  }
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return `'${value.toISOString()}'::timestamptz`;
  if (value instanceof Uint8Array) return `'\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}'::bytea`;
  return `array[${value.map(quoted).join(',')}]::text[]`;
}

/** A name as SQL text. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text as SQL. Throws `INVALID_REQUEST` for one with a zero character, which no PostgreSQL text can hold. */
export function quoted(text: string): string {
  if (text.includes('\0')) throw new AppError('invalid', 'INVALID_REQUEST');
  const doubled = text.replaceAll("'", "''");
  return text.includes('\\') ? `E'${doubled.replaceAll('\\', '\\\\')}'` : `'${doubled}'`;
}
