/** A cell by its row among all records and its column, of which the title is 0. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/** How many rows a page key moves. */
const pageRows = 10;

/** Where a key leads from a cell, within so many rows and columns; nothing for a key that does not move. */
export function movedBy(key: string, { row, column }: CellPlace, rows: number, columns: number): CellPlace | undefined {
  const to = placeAfter(key, { row, column }, columns);
  if (!to) return undefined;
  return { row: Math.min(Math.max(to.row, 0), rows - 1), column: Math.min(Math.max(to.column, 0), columns - 1) };
}

function placeAfter(key: string, { row, column }: CellPlace, columns: number): CellPlace | undefined {
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return { row: row + 1, column };
    case 'ArrowUp':
    case 'k':
      return { row: row - 1, column };
    case 'ArrowRight':
      return { row, column: column + 1 };
    case 'ArrowLeft':
      return { row, column: column - 1 };
    case 'PageDown':
      return { row: row + pageRows, column };
    case 'PageUp':
      return { row: row - pageRows, column };
    case 'Home':
      return { row, column: 0 };
    case 'End':
      return { row, column: columns - 1 };
    default:
      return undefined;
  }
}

/** The next cell that can be edited, of those after the place, row by row; nothing at the end. */
export function nextEditable(from: CellPlace, step: 1 | -1, rows: number, canEdit: readonly boolean[]): CellPlace | undefined {
  const columns = canEdit.length;
  for (let at = from.row * columns + from.column + step; at >= 0 && at < rows * columns; at += step) {
    if (canEdit[at % columns]) return { row: Math.floor(at / columns), column: at % columns };
  }
  return undefined;
}
