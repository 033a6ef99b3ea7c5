import { describe, expect, it } from '@jest/globals';
import { movedBy, nextEditable } from './cell-place.js';

describe('a cell of a list', () => {
  it('is left by arrows, j and k, and never beyond the edges', () => {
    const from = { row: 3, column: 1 };
    expect(['ArrowDown', 'j', 'ArrowUp', 'k', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageDown', 'PageUp'].map((key) => movedBy(key, from, 6, 4))).toEqual([
      { row: 4, column: 1 },
      { row: 4, column: 1 },
      { row: 2, column: 1 },
      { row: 2, column: 1 },
      { row: 3, column: 0 },
      { row: 3, column: 2 },
      { row: 3, column: 0 },
      { row: 3, column: 3 },
      { row: 5, column: 1 },
      { row: 0, column: 1 },
    ]);
    expect(movedBy('x', from, 6, 4)).toBeUndefined();
  });

  it('is followed by the next one that can be edited, in the next row at the end of one', () => {
    const canEdit = [false, true, false, true];
    expect(nextEditable({ row: 0, column: 1 }, 1, 2, canEdit)).toEqual({ row: 0, column: 3 });
    expect(nextEditable({ row: 0, column: 3 }, 1, 2, canEdit)).toEqual({ row: 1, column: 1 });
    expect(nextEditable({ row: 1, column: 1 }, -1, 2, canEdit)).toEqual({ row: 0, column: 3 });
    expect(nextEditable({ row: 1, column: 3 }, 1, 2, canEdit)).toBeUndefined();
    expect(nextEditable({ row: 0, column: 0 }, 1, 1, [false])).toBeUndefined();
  });
});
