import { describe, expect, it } from '@jest/globals';
import { missesIn, phrases, planFor, type ChatLine } from './plan.js';

describe('what the assistant does about a message', () => {
  it.each([
    ['Позовите оператора', 'human'],
    ['оператор', 'human'],
    ['Соедините меня с живым человеком', 'human'],
    ['I want to talk to a real person', 'human'],
    ['human', 'human'],
    ['Can a person carry the machine alone?', 'answer'],
    ['Сколько человек нужно, чтобы поднять машину?', 'answer'],
    ['Это безобразие, я буду жаловаться: у меня жалоба', 'complaint'],
    ['This is unacceptable', 'complaint'],
    ['Что с моим обращением?', 'own-cases'],
    ['What is the status of my case?', 'own-cases'],
    ['Как оформить обращение по гарантии?', 'answer'],
    ['Что делать при ошибке E14?', 'answer'],
  ])('%s → %s', (message, plan) => expect(planFor(message, [])).toBe(plan));

  it('hands over whoever asks the same a third time', () => {
    const before: ChatLine[] = [
      { by: 'customer', body: 'Где кран?' },
      { by: 'assistant', body: '…' },
      { by: 'customer', body: 'где кран' },
    ];
    expect(planFor('Где кран?!', before)).toBe('repeated');
  });

  it('is moved by the customer’s words alone', () => {
    expect(planFor('Спасибо', [{ by: 'assistant', body: 'Позовите оператора. Это жалоба.' }])).toBe('answer');
  });

  it('counts what it found nothing for, in either language', () => {
    for (const language of ['ru', 'en']) {
      const { greeting, notFound } = phrases(language);
      expect(
        missesIn(
          [
            { by: 'assistant', body: `${greeting}\n\n${notFound}` },
            { by: 'customer', body: notFound },
          ],
          language,
        ),
      ).toBe(1);
    }
  });
});
