import { useCallback, useRef, useState, type FocusEvent, type KeyboardEvent, type MouseEvent } from 'react';
import { arePlainKeysOn } from '../command/plain-keys.js';
import type { Leaving } from './cell-editor.js';
import { movedBy, nextEditable, type CellPlace } from './cell-place.js';

interface GridWishes {
  readonly rows: number;
  /** The record of a row; where it stands may change while a cell of it is edited. */
  readonly idAt: (row: number) => string;
  /** Of each column, the title first, whether its cells can be edited. */
  readonly canEdit: readonly boolean[];
  /** Whether this record may be changed at all. */
  readonly mayEdit: (row: number) => boolean;
  readonly open: (row: number) => void;
  readonly tick: ((row: number) => void) | undefined;
}

/** A cell that is being edited. */
export interface EditedPlace {
  readonly id: string;
  readonly column: number;
}

/** One cell of a grid is where the keyboard is: arrows, j and k lead on from there, Enter, F2 or a double press edits, Space ticks, Escape leaves. */
export function useGrid({ rows, idAt, canEdit, mayEdit, open, tick }: GridWishes) {
  const table = useRef<HTMLTableElement>(null);
  const here = useRef<CellPlace>({ row: 0, column: 0 });
  const [editing, setEditing] = useState<EditedPlace>();
  const focus = useCallback((place: CellPlace) => {
    here.current = place;
    drawnAt(table.current, place)?.focus();
  }, []);
  const edit = (place: CellPlace): boolean => {
    const can = (canEdit[place.column] ?? false) && mayEdit(place.row);
    if (can) setEditing({ id: idAt(place.row), column: place.column });
    return can;
  };
  const leave = (from: CellPlace, to: Leaving) => {
    setEditing(undefined);
    if (to === 'elsewhere') return;
    const next = placeAfter(from, to, rows, editableIn(table.current, from.row, canEdit));
    // Once the control is gone, lest the page lose its focus with it.
    requestAnimationFrame(() => {
      focus(next);
      if (to === 'next' || to === 'before') edit(next);
    });
  };
  const act = (key: string, at: CellPlace): boolean => {
    const to = isPlainLetter(key) && !arePlainKeysOn() ? undefined : movedBy(key, at, rows, canEdit.length);
    if (to) focus(to);
    else if (key === 'Enter' && at.column === 0) open(at.row);
    else if (key === 'Enter' || key === 'F2') return edit(at) || (key === 'Enter' && (open(at.row), true));
    else if (key === ' ' && tick) tick(at.row);
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const at = placeOf(event.target);
    if (at && act(event.key, at)) event.preventDefault();
  };
  const onFocus = ({ target, relatedTarget }: FocusEvent) => {
    here.current = placeOf(target) ?? here.current;
    // Whoever comes by Tab goes on from the cell where they were.
    if (target === table.current && !table.current.contains(relatedTarget)) focus(here.current);
  };
  const onDoubleClick = ({ target }: MouseEvent) => {
    const at = placeOf((target as Element).closest('td'));
    if (at) edit(at);
  };
  /** Goes on from the cell where one was last. */
  const enter = useCallback(
    (key: string) => focus(movedBy(document.activeElement === document.body ? '' : key, here.current, rows, 1) ?? here.current),
    [focus, rows],
  );
  return { table, editing, leave, enter, on: { onKeyDown, onFocus, onDoubleClick } };
}

function placeAfter(from: CellPlace, to: Leaving, rows: number, canEdit: readonly boolean[]): CellPlace {
  if (to === 'below') return { row: Math.min(from.row + 1, rows - 1), column: from.column };
  if (to === 'stay') return from;
  return nextEditable(from, to === 'next' ? 1 : -1, rows, canEdit) ?? from;
}

function cellAt(table: HTMLTableElement | null, { row, column }: CellPlace): HTMLElement | null {
  return table?.querySelector<HTMLElement>(`td[data-row="${row}"][data-column="${column}"]`) ?? null;
}

/** The cell, or on a page too narrow for its column the last one before it. */
function drawnAt(table: HTMLTableElement | null, { row, column }: CellPlace): HTMLElement | null {
  const cell = cellAt(table, { row, column });
  return isDrawn(cell) || column === 0 ? cell : drawnAt(table, { row, column: column - 1 });
}

function isDrawn(cell: HTMLElement | null): boolean {
  return cell?.checkVisibility() ?? false;
}

/** Of each column, whether its cell of the row can be edited and has room on the page. */
function editableIn(table: HTMLTableElement | null, row: number, canEdit: readonly boolean[]): readonly boolean[] {
  return canEdit.map((can, column) => can && isDrawn(cellAt(table, { row, column })));
}

/** Of a cell itself; what is inside of one speaks for itself. */
function placeOf(target: EventTarget | null): CellPlace | undefined {
  if (!(target instanceof HTMLElement) || target.dataset['row'] === undefined) return undefined;
  return { row: Number(target.dataset['row']), column: Number(target.dataset['column']) };
}

function isPlainLetter(key: string): boolean {
  return key === 'j' || key === 'k';
}
