import { describe, expect, it } from '@jest/globals';
import { sortMessage } from './message-class.js';

describe('a message', () => {
  it('is sorted by what it wants, in Russian and English, typos and all', () => {
    const wants = (text: string) => [sortMessage(text).language, sortMessage(text).intent];
    expect(wants('Добрый день! Подскажите, где сейчас мой закза и когда его отгрузят?')).toEqual(['ru', 'order-status']);
    expect(wants('Hello, I forgot my pasword and cannot log in')).toEqual(['en', 'account']);
    expect(wants('Здравствуйте, нам нужен счёт на оплату')).toEqual(['ru', 'billing']);
    expect(wants('I would like to return the damaged item and get a refund')).toEqual(['en', 'return-refund']);
  });

  it('is urgent for the words that say so, and of no sort where nothing is understood', () => {
    expect(sortMessage('Срочно! Система не работает, склад стоит')).toMatchObject({ urgency: 'high', urgentWords: 'Срочно', intent: 'technical' });
    expect(sortMessage('Спасибо за помощь')).toMatchObject({ urgency: 'low' });
    expect(sortMessage('12345 !!!')).toMatchObject({ language: '', intent: '', urgency: 'normal' });
  });
});
