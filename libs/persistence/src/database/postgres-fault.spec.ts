import { describe, expect, it } from '@jest/globals';
import { AppError } from '@rapport/kernel';
import { fromPostgres, isRetryable } from './postgres-fault.js';
import { literal } from './sql-literal.js';

const thrown = (code: string, more: object = {}) =>
  Object.assign(new Error('duplicate key: Ivan Petrov'), { code, severity: 'ERROR', detail: 'Key (email)=(ivan@example.org) already exists.', ...more });

describe('fromPostgres', () => {
  it.each([
    ['23505', 'conflict', 'ALREADY_EXISTS'],
    ['57014', 'deadline', 'DEADLINE_EXCEEDED'],
    ['55P03', 'deadline', 'DEADLINE_EXCEEDED'],
    ['22021', 'invalid', 'INVALID_REQUEST'],
    ['40001', 'unavailable', 'UNAVAILABLE'],
    ['53300', 'unavailable', 'UNAVAILABLE'],
    ['53100', 'unavailable', 'UNAVAILABLE'],
    ['57P01', 'unavailable', 'UNAVAILABLE'],
    ['42703', 'internal', 'INTERNAL'],
  ])('says %s as %s %s', (sqlstate, code, reason) => {
    expect(fromPostgres(thrown(sqlstate))).toMatchObject({ code, reason });
  });

  it.each(['ECONNREFUSED', 'ECONNRESET', 'ENOENT'])('says %s as unavailable', (code) => {
    expect(fromPostgres(Object.assign(new Error(code), { code }))).toMatchObject({ code: 'unavailable' });
  });

  it('says a full pool as unavailable', () => {
    expect(fromPostgres(new Error('timeout exceeded when trying to connect'))).toMatchObject({ code: 'unavailable' });
  });

  it('names the field of a broken unique constraint', () => {
    const said = fromPostgres(thrown('23505', { constraint: 'contacts_email_key' }), { contacts_email_key: { noun: 'contact', field: 'email' } });
    expect(said).toMatchObject({ details: { params: { noun: 'contact', field: 'email' } } });
  });

  it('carries nothing on that the database quoted', () => {
    const said = fromPostgres(thrown('23505', { constraint: 'contacts_email_key', table: 'contacts' })) as AppError;
    const everything = [
      said.message,
      said.stack,
      JSON.stringify(said),
      (said.cause as Error).message,
      (said.cause as Error).stack,
      JSON.stringify(said.cause),
    ].join('\n');
    expect(everything).not.toMatch(/Ivan|example\.org/);
    expect((said.cause as Error).message).toBe('SQLSTATE 23505 by contacts_email_key on contacts');
  });

  it('lets errors of others through', () => {
    const own = new AppError('forbidden', 'FORBIDDEN');
    const bug = new TypeError('x is not a function');
    expect([fromPostgres(own), fromPostgres(bug)]).toEqual([own, bug]);
  });

  it('tells what may simply be tried again', () => {
    expect([isRetryable(fromPostgres(thrown('40001'))), isRetryable(fromPostgres(thrown('40P01'))), isRetryable(fromPostgres(thrown('53300')))]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('literal', () => {
  it.each([
    [`O'Hara`, `'O''Hara'`],
    [`back\\slash'`, `E'back\\\\slash'''`],
    [null, 'null'],
    [undefined, 'null'],
    [3n, '3'],
    [true, 'true'],
    [new Date(0), `'1970-01-01T00:00:00.000Z'::timestamptz`],
    [new Uint8Array([0, 255]), `'\\x00ff'::bytea`],
    [['a', `b'`], `array['a','b''']::text[]`],
    [[], 'array[]::text[]'],
  ])('writes %p', (value, text) => {
    expect(literal(value)).toBe(text);
  });

  it('refuses a number that is none', () => {
    expect(() => literal(Number.NaN)).toThrow(RangeError);
  });
});
