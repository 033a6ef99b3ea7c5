import { describe, expect, it } from '@jest/globals';
import { keyOfLabel } from './key-of-label.js';

describe('the key of a field', () => {
  it.each([
    ['Уровень лояльности', 'uroven-loyalnosti'],
    ['  Région / État ', 'region-etat'],
    ['2-й договор', 'y-dogovor'],
    ['!!!', ''],
    ['Очень длинное название поля, которое не помещается', 'ochen-dlinnoe-nazvanie-polya-kotoroe-ne'],
  ])('made from %j is %j', (label, key) => {
    expect(keyOfLabel(label)).toBe(key);
  });
});
