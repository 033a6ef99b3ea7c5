import { describe, expect, it } from '@jest/globals';
import { localeOf, sentence } from './sentence.js';

describe('sentence', () => {
  it('fills the placeholders in the language asked for', () => {
    expect(sentence('en', 'TOO_LONG', { max: 5, length: 9 })).toBe('At most 5 characters are allowed; this has 9.');
    expect(sentence('ru', 'TOO_LONG', { max: 5, length: 9 })).toBe('Допустимо не больше 5 символов, здесь 9.');
  });

  it('has our own words in the language too, and what a caller wrote as it is', () => {
    const params = { position: 3, problem: '“{path}” cannot be filtered by; these can: {fields}', path: '{position}', fields: 'tags' };
    expect(sentence('ru', 'INVALID_FILTER', params)).toBe('Фильтр непонятен в позиции 3: по полю «{position}» отбирать нельзя, а можно по tags.');
    expect(sentence('en', 'INVALID_FILTER', params)).toBe(
      'The filter cannot be understood at position 3: “{position}” cannot be filtered by; these can: tags.',
    );
    expect(sentence('ru', 'NOT_FOUND', { noun: 'contact' })).toBe('Запись (контакт) не найдена или недоступна вам.');
  });

  it('leaves a placeholder without a value visible', () => {
    expect(sentence('en', 'NOT_FOUND')).toContain('{noun}');
  });
});

describe('localeOf', () => {
  it.each([
    ['ru-RU,ru;q=0.9,en;q=0.8', 'ru'],
    ['de, en;q=0.5, ru;q=0.9', 'ru'],
    ['de', 'en'],
    ['ru;q=0, en;q=0.1', 'en'],
    [undefined, 'en'],
  ])('reads %s as %s', (header, locale) => {
    expect(localeOf(header)).toBe(locale);
  });
});
