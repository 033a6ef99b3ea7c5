import { describe, expect, it } from '@jest/globals';
import { decideNode, majorOf } from './node-version.mjs';

describe('which Node to use', () => {
  it.each([
    ['v24.21.0', undefined, 'use running'],
    ['v26.0.1', 'v24.21.0', 'use running'],
    ['v20.20.2', 'v24.21.0', 'use fetched'],
    ['v22.4.0', undefined, 'fetch'],
    ['v20.20.2', 'v23.1.0', 'fetch'],
    ['v18.19.0', 'v24.21.0', 'too old'],
  ])('running %s with %s fetched: %s', (running, fetched, decision) => {
    expect(decideNode(running, fetched)).toBe(decision);
  });

  it('takes an unreadable version for none', () => {
    expect(majorOf('Illegal instruction')).toBe(0);
  });
});
