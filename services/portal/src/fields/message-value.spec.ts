import { describe, expect, it } from '@jest/globals';
import type { FieldSpec, FieldValue, NounRecord } from '../nouns/noun.js';
import { draftOf, readingOf } from './message-value.js';

const blank: FieldSpec = { name: 'it', local: 'it', kind: 'text', label: 'field.it', choices: [], isWritable: true, empty: undefined };
const field = (kind: FieldSpec['kind'], rest: Partial<FieldSpec> = {}): FieldSpec => ({ ...blank, kind, ...rest });
const again = (spec: FieldSpec, value: FieldValue) => readingOf(spec)(draftOf(spec)(value) as unknown as NounRecord);

describe('a value of a message', () => {
  it('is read back as it was written', () => {
    expect(again(field('date-time'), '2026-03-08T06:30:00.250Z')).toBe('2026-03-08T06:30:00.250Z');
    expect(again(field('money', { empty: 0n, beside: 'currency' }), { minor: 129_900, currency: 'RUB' })).toEqual({ minor: 129_900, currency: 'RUB' });
    expect(again(field('record'), { noun: 'contact', id: 'c-1' })).toEqual({ noun: 'contact', id: 'c-1' });
    expect(again(field('record', { empty: '', beside: 'subjectNoun' }), { noun: 'company', id: 'c-2' })).toEqual({ noun: 'company', id: 'c-2' });
    expect(again(field('record', { empty: '', noun: 'contact' }), { noun: 'contact', id: 'c-3' })).toEqual({ noun: 'contact', id: 'c-3' });
    expect(again(field('flag', { empty: false }), false)).toBe(false);
  });

  it('is cleared by nothing', () => {
    for (const kind of ['date-time', 'money', 'record', 'text', 'number'] as const)
      expect([kind, again(field(kind, { empty: kind === 'text' ? '' : undefined }), undefined)]).toEqual([kind, undefined]);
    expect(draftOf(field('number', { empty: 0n }))(3)).toEqual({ it: 3n });
  });
});
