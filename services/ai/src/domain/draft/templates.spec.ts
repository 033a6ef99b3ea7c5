import { describe, expect, it } from '@jest/globals';
import { draftKind, letterOf, missingIn, purposeOf, withoutMarks } from './templates.js';

const known = {
  name: 'Мария',
  sender: 'Софья',
  calledOn: '2 марта 2026 г.',
  agreed: ['цена 100 000'],
  nextStep: 'позвонить в четверг',
  knowledge: 'Гарантия 24 месяца. [1]',
};

describe('an e-mail from a template', () => {
  it('says what is known and misses nothing then', () => {
    const letter = letterOf(draftKind.followUp, 'ru', known);
    expect(missingIn(letter)).toEqual([]);
    for (const words of [
      'Здравствуйте, Мария!',
      'разговор 2 марта 2026 года.',
      '— цена 100 000',
      'Гарантия 24 месяца. [1]',
      'Следующий шаг: позвонить в четверг',
      'Софья',
    ])
      expect(letter.body).toContain(words);
  });

  it.each(['ru', 'en'].flatMap((language) => Object.values(draftKind).map((kind) => [language, kind] as const)))(
    'shows what is missing: %s, kind %d',
    (language, kind) => {
      const letter = letterOf(kind, language, { agreed: [] });
      expect(missingIn(letter).length).toBeGreaterThan(1);
      expect(/[а-я]/i.test(letter.body)).toBe(language === 'ru');
    },
  );

  it('is sent without the marks of its citations', () => {
    expect(withoutMarks('Гарантия 24 месяца. [1] Ждём вас [2].')).toBe('Гарантия 24 месяца. Ждём вас.');
  });

  it('to a case serves the contract, and any other a sale', () => {
    expect([purposeOf(draftKind.caseReply), purposeOf(draftKind.thanks)]).toEqual(['service-messages', 'sales-follow-up']);
  });
});
