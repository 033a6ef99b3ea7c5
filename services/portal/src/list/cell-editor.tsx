import { useEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { noTroubles } from '../api/trouble.js';
import { FieldInput } from '../fields/field-input.js';
import { isSame, type Field } from '../fields/field.js';
import { writtenValue } from '../fields/written-value.js';
import type { FieldKind, FieldValue, NounRecord } from '../nouns/noun.js';

/** Where to go on when a cell is left. */
export type Leaving = 'stay' | 'below' | 'next' | 'before' | 'elsewhere';

interface CellEditorProps {
  readonly field: Field;
  readonly record: NounRecord;
  readonly isAtEnd: boolean;
  readonly save: (value: FieldValue, seen: NounRecord) => void;
  readonly leave: (to: Leaving) => void;
}

/** Those of one choice are done with once one is chosen. */
const chosenAtOnce: readonly FieldKind[] = ['choice', 'colleague', 'team', 'flag', 'language'];
/** In these Enter is a new line, or takes what is found. */
const enterIsTheirs: readonly FieldKind[] = ['long-text', 'tags', 'record'];

/** Edits a field where it stands in a list: Enter, Tab or a press elsewhere saves, Escape leaves it as it was. */
export function CellEditor({ field, record, isAtEnd, save, leave }: CellEditorProps) {
  const box = useRef<HTMLDivElement>(null);
  const [seen] = useState(record);
  const [value, setValue] = useState(() => field.read(record));
  const isOver = useRef(false);
  const end = (to: Leaving, last: FieldValue = value) => {
    if (isOver.current) return;
    isOver.current = true;
    const written = writtenValue(field.kind, last);
    if (!isSame(written, field.read(seen))) save(written, seen);
    leave(to);
  };
  const change = (next: FieldValue) => {
    setValue(next);
    if (chosenAtOnce.includes(field.kind)) end('stay', next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    const to = leavingBy(event, field.kind);
    if (!to || (event.key === 'Tab' && isBetween(box.current, event.shiftKey))) return;
    event.preventDefault();
    if (to !== 'as it was') return end(to);
    isOver.current = true;
    leave('stay');
  };
  // What opens from the control, such as its options, stands elsewhere in the page but belongs to it.
  const onBlur = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget && !box.current?.contains(relatedTarget) && !relatedTarget.closest('[role="listbox"]')) end('elsewhere');
    if (!relatedTarget && document.hasFocus()) end('elsewhere');
  };
  useOpenedChoices(box, chosenAtOnce.includes(field.kind));
  return (
    <div ref={box} className="cell-editor" data-at-end={isAtEnd || undefined} onKeyDown={onKeyDown} onBlur={onBlur}>
      <FieldInput field={field} value={value} onChange={change} troubles={noTroubles} autoFocus bare />
    </div>
  );
}

function leavingBy(event: KeyboardEvent, kind: FieldKind): Leaving | 'as it was' | undefined {
  if (event.key === 'Escape') return 'as it was';
  if (event.key === 'Tab') return event.shiftKey ? 'before' : 'next';
  if (event.key !== 'Enter' || event.defaultPrevented || chosenAtOnce.includes(kind)) return undefined;
  return !enterIsTheirs.includes(kind) || event.ctrlKey || event.metaKey ? 'below' : undefined;
}

/** Whether Tab leads to another control of the same cell. */
function isBetween(box: HTMLElement | null, isBack: boolean): boolean {
  const controls = [...(box?.querySelectorAll<HTMLElement>('input:not([type="hidden"]), textarea, button:not([tabindex="-1"])') ?? [])];
  return controls.length > 0 && document.activeElement !== controls.at(isBack ? 0 : -1);
}

/** Who came to choose sees at once what there is. */
function useOpenedChoices(box: React.RefObject<HTMLElement | null>, isWanted: boolean): void {
  useEffect(() => {
    if (isWanted) box.current?.querySelector('input')?.click();
  }, [box, isWanted]);
}
