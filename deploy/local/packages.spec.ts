import { describe, expect, it } from '@jest/globals';
import { isSatisfied } from './packages.mjs';

const wanted = {
  packages: {
    '': { version: '0.1.0' },
    'libs/kernel': { version: '0.1.0' },
    'node_modules/pg': { version: '8.23.1' },
    'node_modules/@rapport/kernel': { link: true },
    'node_modules/@swc/core-darwin-arm64': { version: '1.16.22', optional: true },
  },
};

describe('whether the packages have to be installed', () => {
  it('is content when everything but other platforms is there', () => {
    expect(isSatisfied(wanted, { packages: { 'node_modules/pg': { version: '8.23.1' }, 'node_modules/@rapport/kernel': { link: true } } })).toBe(true);
  });

  it('notices another version', () => {
    expect(isSatisfied(wanted, { packages: { 'node_modules/pg': { version: '8.22.0' }, 'node_modules/@rapport/kernel': { link: true } } })).toBe(false);
  });

  it('notices a workspace that is not linked yet', () => {
    expect(isSatisfied(wanted, { packages: { 'node_modules/pg': { version: '8.23.1' } } })).toBe(false);
  });
});
