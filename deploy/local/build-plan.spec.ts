import { describe, expect, it } from '@jest/globals';
import { outputsOf, sourceNameOf } from './build-plan.mjs';

const unit = (...names: string[]) => ({ from: '/r/libs/x/src', to: '/r/libs/x/dist', files: names.map((name) => `/r/libs/x/src/${name}`) });

describe('what a source becomes', () => {
  it('compiles TypeScript, in its folder', () => {
    expect(outputsOf(unit('store/contact.store.ts'))).toEqual([
      { how: 'compile', from: '/r/libs/x/src/store/contact.store.ts', to: '/r/libs/x/dist/store/contact.store.js' },
    ]);
  });

  it('copies SQL and JSON along', () => {
    expect(outputsOf(unit('0001-contacts.sql', 'plans.json')).map(({ how, to }) => `${how} ${to}`)).toEqual([
      'copy /r/libs/x/dist/0001-contacts.sql',
      'copy /r/libs/x/dist/plans.json',
    ]);
  });

  it('leaves specs of every cost and declarations out', () => {
    expect(outputsOf(unit('a.spec.ts', 'a.db.spec.ts', 'a.e2e.spec.ts', 'globals.d.ts'))).toEqual([]);
  });

  it('lets a source map find its source', () => {
    expect(sourceNameOf({ how: 'compile', from: '/r/libs/x/src/store/a.ts', to: '/r/libs/x/dist/store/a.js' })).toBe('../../src/store/a.ts');
  });
});
