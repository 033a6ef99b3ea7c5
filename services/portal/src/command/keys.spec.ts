import { describe, expect, it } from '@jest/globals';
import { isPlain, matchOf, shownKeys, strokeOf } from './keys.js';

const press = (key: string, code: string, held: object = {}) => strokeOf({ key, code, ctrlKey: false, metaKey: false, altKey: false, ...held });

describe('shortcuts', () => {
  it('are the same keys on a Russian keyboard', () => {
    expect([press('p', 'KeyP'), press('з', 'KeyP'), press('л', 'KeyK', { ctrlKey: true })]).toEqual(['p', 'p', 'mod+k']);
    expect([press('?', 'Slash'), press('?', 'Digit7')]).toEqual(['?', '?']);
  });

  it('may be one key after another', () => {
    const all = ['g p', 'g c', 'c'];
    expect(['c', 'g', 'g p', 'g c', 'p', 'g g'].map((strokes) => matchOf(strokes, all))).toEqual(['whole', 'begun', 'whole', 'whole', 'none', 'none']);
  });

  it('are shown as keyboards print them', () => {
    expect(shownKeys('g p')).toEqual(['G', 'P']);
    expect(shownKeys('mod+k').at(-1)).toBe('K');
    expect([isPlain('g p'), isPlain('mod+k')]).toEqual([true, false]);
  });
});
