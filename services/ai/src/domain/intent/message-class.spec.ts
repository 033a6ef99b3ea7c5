import { describe, expect, it } from '@jest/globals';
import { sortMessage } from './message-class.js';

describe('a message', () => {
  it('is sorted by what it wants, in Russian and English, typos and all', async () => {
    const wants = async (text: string) => {
      const { language, intent } = await sortMessage(text);
      return [language, intent];
    };
    expect(await wants('Добрый день! Подскажите, где сейчас мой закза и когда его отгрузят?')).toEqual(['ru', 'order-status']);
    expect(await wants('Hello, I forgot my pasword and cannot log in')).toEqual(['en', 'account']);
    expect(await wants('Здравствуйте, нам нужен счёт на оплату')).toEqual(['ru', 'billing']);
    expect(await wants('I would like to return the damaged item and get a refund')).toEqual(['en', 'return-refund']);
  });

  it('is urgent for the words that say so, and of no sort where nothing is understood', async () => {
    expect(await sortMessage('Срочно! Система не работает, склад стоит')).toMatchObject({ urgency: 'high', urgentWords: 'Срочно', intent: 'technical' });
    expect(await sortMessage('Спасибо за помощь')).toMatchObject({ urgency: 'low' });
    expect(await sortMessage('12345 !!!')).toMatchObject({ language: '', intent: '', urgency: 'normal' });
  });
});
