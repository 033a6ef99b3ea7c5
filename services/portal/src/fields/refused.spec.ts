import { describe, expect, it } from '@jest/globals';
import { ProblemError } from '@rapport/contracts/client';
import { learn } from '../i18n/languages.js';
import { sayIn } from '../i18n/text.js';
import { contactSpec } from '../nouns/contact.noun.js';
import { fieldTroublesOf } from '../api/trouble.js';
import { refusedAt } from './refused.js';

await learn('en');
await learn('ru');

const refusal = (pointer: string, reason: string, detail: string) =>
  new ProblemError({ type: '', title: 'Not valid', status: 400, reason: 'INVALID_REQUEST', errors: [{ pointer, reason, detail }] });
const saidAt = (error: unknown, locale: 'en' | 'ru') => [...fieldTroublesOf(refusedAt(phones, contactSpec, error, sayIn(locale)))];
const phones = { path: 'phones', pointer: '/phones' };

describe('a refused change of one field', () => {
  it('is said at the field that was emptied, with the labels of those to fill in first, in both languages', () => {
    const error = refusal('/family_name', 'ONE_REQUIRED', 'At least one of these is required: family_name, given_name, emails, phones, external_id.');
    expect(saidAt(error, 'en')).toEqual([['/phones', 'Something must be known of them. First fill in one of these: family name, given name, e-mail.']]);
    expect(saidAt(error, 'ru')).toEqual([['/phones', 'Хоть что-то должно быть известно. Сначала заполните одно из других полей: фамилия, имя, почта.']]);
  });

  it('is otherwise what the service said, where it said it', () => {
    expect(saidAt(refusal('/phones/0/value', 'INVALID_PHONE', 'No number.'), 'en')).toEqual([['/phones/0/value', 'No number.']]);
  });
});
