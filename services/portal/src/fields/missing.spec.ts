import { describe, expect, it } from '@jest/globals';
import { learn } from '../i18n/languages.js';
import type { Say } from '../i18n/text.js';
import { derivedField } from '../nouns/derived-field.js';
import { companySpec } from '../nouns/company.noun.js';
import { contactSpec } from '../nouns/contact.noun.js';
import type { NounSpec } from '../nouns/noun.js';
import { contractField } from './field.js';
import { missingIn, missingOf } from './missing.js';

await learn('en');

const say: Say = (key, params) => [key, ...Object.values(params ?? {})].join(' ');
const fieldsOf = (spec: NounSpec) => spec.asked.map((name) => contractField(derivedField(spec.schema, name), say, spec));

describe('what a form lacks', () => {
  it('is what the contract requires and nobody wrote, spaces not counting', () => {
    const fields = fieldsOf(companySpec);
    expect(fields.filter(({ isRequired }) => isRequired).map(({ path }) => path)).toEqual(['name']);
    expect([...missingIn(fields, { name: '  ' }, say)]).toEqual([['/name', 'field.required']]);
    expect(missingIn(fields, { name: 'Nord' }, say).size).toBe(0);
  });

  it('is one of several fields where a noun is content with one, lines left blank not counting', () => {
    const fields = fieldsOf(contactSpec);
    const lacks = (values: Parameters<typeof missingOf>[2]) => [...missingOf(contactSpec, fields, values, say)].map(([pointer]) => pointer);
    expect(lacks({ emails: [{ value: ' ' }] })).toEqual(['/family_name']);
    expect(lacks({ emails: [{ value: 'a@example.com' }] })).toEqual([]);
    expect(lacks({ given_name: 'Олег' })).toEqual([]);
  });
});
