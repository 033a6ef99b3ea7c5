import { describe, expect, it } from '@jest/globals';
import { AppError } from '@rapport/kernel';
import { parseFilter } from './filter-grammar.js';

describe('parseFilter', () => {
  it('binds AND closer than OR, and NOT closest', () => {
    expect(parseFilter('a = 1 OR NOT b = 2 AND c:"x"')).toEqual({
      kind: 'or',
      terms: [
        { kind: 'compare', path: 'a', operator: '=', value: 1, at: 1 },
        {
          kind: 'and',
          terms: [
            { kind: 'not', term: { kind: 'compare', path: 'b', operator: '=', value: 2, at: 14 } },
            { kind: 'compare', path: 'c', operator: ':', value: 'x', at: 24 },
          ],
        },
      ],
    });
  });

  it('reads parentheses, quotes with escapes, flags and bare words', () => {
    expect(parseFilter('(standing = customer)')).toMatchObject({ path: 'standing', value: 'customer' });
    expect(parseFilter('a = "say \\"hi\\" \\\\"')).toMatchObject({ value: 'say "hi" \\' });
    expect(parseFilter('custom.is-vip = true')).toMatchObject({ path: 'custom.is-vip', value: true });
    expect(parseFilter('n >= -1.5')).toMatchObject({ operator: '>=', value: -1.5 });
  });

  it('takes blank for no filter', () => {
    expect(parseFilter('  ')).toBeUndefined();
  });

  it.each([
    ['a =', 4],
    ['= 1', 1],
    ['a ~ 1', 3],
    ['a = "open', 5],
    ['(a = 1', 7],
    ['a = 1 b = 2', 7],
    ['a = 1)', 6],
    [`${'('.repeat(20)}a = 1${')'.repeat(20)}`, 14],
    [Array(50).fill('a = 1').join(' AND '), 401],
  ])('says where %s goes wrong', (text, position) => {
    const thrown = captured(() => parseFilter(text));
    expect(thrown.details.violations?.[0]?.reason).toBe('INVALID_FILTER');
    expect(Number(thrown.details.violations?.[0]?.params?.['position'])).toBeGreaterThanOrEqual(position - 1);
  });
});

function captured(body: () => unknown): AppError {
  try {
    body();
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown;
    throw thrown;
  }
  throw new Error('nothing was thrown');
}
