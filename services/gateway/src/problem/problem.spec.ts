import { describe, expect, it } from '@jest/globals';
import { AppError, errorCodes, locales, type ErrorCode } from '@rapport/kernel';
import { problemHeaders, problemOf } from './problem.js';
import { kindOf } from '@rapport/contracts';

const reader = { locale: 'en', traceId: 'abc' } as const;

describe('a problem document', () => {
  it.each<[ErrorCode, number]>([
    ['invalid', 400],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['not_found', 404],
    ['conflict', 409],
    ['stale', 412],
    ['too_large', 413],
    ['unsupported', 415],
    ['mismatch', 422],
    ['exhausted', 429],
    ['internal', 500],
    ['unavailable', 503],
    ['deadline', 504],
    ['cancelled', 499],
  ])('of %s is %d', (code, status) => {
    expect(problemOf(new AppError(code, 'INTERNAL'), reader).status).toBe(status);
  });

  it('has a title in every language for every kind of failure', () => {
    for (const code of errorCodes) for (const locale of locales) expect(kindOf(new AppError(code, 'INTERNAL')).title[locale]).toMatch(/\S/);
  });

  it('says in the reader’s language what is wrong and where', () => {
    const error = new AppError('invalid', 'INVALID_REQUEST', {
      violations: [{ pointer: '/given_name', reason: 'TOO_LONG', params: { max: 200, length: 201 } }],
    });
    expect(problemOf(error, { locale: 'ru', traceId: 'abc' })).toEqual({
      type: '/problems/INVALID_REQUEST',
      title: 'Неверный запрос',
      status: 400,
      reason: 'INVALID_REQUEST',
      detail: 'Запрос составлен неверно.',
      trace_id: 'abc',
      errors: [{ pointer: '/given_name', reason: 'TOO_LONG', detail: 'Допустимо не больше 200 символов, здесь 201.' }],
    });
  });

  it('shows the three versions of a record that somebody else changed', () => {
    const versions = { current: { etag: '3' }, attempted: { etag: '1' }, original: { etag: '1' } };
    expect(problemOf(new AppError('stale', 'STALE', { versions }), reader)).toMatchObject({ status: 412, ...versions });
  });

  it('says which other record has the value', () => {
    const existing = { noun: 'contact', id: '1', field: 'external_id' };
    expect(problemOf(new AppError('conflict', 'ALREADY_EXISTS', { params: { noun: 'contact', field: 'external_id' }, existing }), reader)).toMatchObject({
      status: 409,
      existing,
    });
  });

  it('never shows what caused a fault of ours', () => {
    const error = new AppError('internal', 'INTERNAL', {}, { cause: new Error('duplicate key (email)=(maria@example.org)') });
    expect(JSON.stringify(problemOf(error, reader))).not.toMatch(/maria|stack|Error:/);
  });
});

describe('headers of a problem', () => {
  it.each([
    [new AppError('unauthenticated', 'UNAUTHENTICATED'), { 'www-authenticate': 'Bearer realm="rapport"' }],
    [new AppError('unauthenticated', 'TOKEN_EXPIRED'), { 'www-authenticate': 'Bearer realm="rapport", error="invalid_token"' }],
    [new AppError('exhausted', 'RATE_LIMITED', { retryAfterMs: 1200 }), { 'retry-after': '2' }],
    [new AppError('unavailable', 'NO_RESPONDER'), { 'retry-after': '1' }],
    [new AppError('unsupported', 'METHOD_NOT_ALLOWED', { params: { allowed: 'GET' } }), { allow: 'GET' }],
    [new AppError('forbidden', 'FORBIDDEN'), {}],
  ])('%s', (error, headers) => {
    expect(problemHeaders(error)).toEqual(headers);
  });
});
