import { useNavigate } from '@tanstack/react-router';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useRef, type RefObject } from 'react';
import type { Command } from '../command/command.js';
import { useOffer } from '../command/commands.js';
import type { Field } from '../fields/field.js';
import { useFields } from '../fields/use-fields.js';
import { useSay } from '../i18n/text.js';
import { useNarrow } from '../look/narrow.js';
import type { Noun, NounRecord } from '../nouns/noun.js';
import { doingOf, isDoneWith } from '../nouns/done.js';
import { recordPath } from '../nouns/record-path.js';
import { may, reaches, useMe } from '../session/me.js';
import { RecordRow, type EditedCell } from './record-row.js';
import { TableHead } from './table-head.js';
import type { CellSave } from './use-cell-save.js';
import { useGrid } from './use-grid.js';
import { useRowsInSight } from './use-rows-in-sight.js';
import type { Selection } from './use-selection.js';

interface RecordTableProps {
  readonly noun: Noun;
  readonly records: readonly NounRecord[];
  readonly columns: readonly Field[];
  /** The field that the title is, where it can be edited. */
  readonly titleField: Field | undefined;
  readonly sort: string;
  readonly onSort: (sort: string) => void;
  readonly selection: Selection | undefined;
  readonly cells: Pick<CellSave, 'save'>;
  /** Called when the end of the records comes near. */
  readonly onNearEnd: () => void;
}

/** Every row is as tall as this; what does not fit is cut. */
const heightPx = { wide: 48, narrow: 62 };
const nearEnd = 25;
/** Above so many columns the table is wider than the page and is pushed aside. */
const mostThatFit = 6;
/** So many fields stand in the second line of a phone's row. */
const mostInBrief = 3;

/** Records in rows, of which only those in sight are drawn. Narrow pages leave out columns, never the way to the record; a phone's rows are one cell of two lines. */
export function RecordTable({ noun, records, columns, titleField, sort, onSort, selection, cells, onNearEnd }: RecordTableProps) {
  const say = useSay();
  const isNarrow = useNarrow();
  const rowPx = isNarrow ? heightPx.narrow : heightPx.wide;
  const brief = useMemo(() => (isNarrow ? columns.slice(0, mostInBrief) : undefined), [isNarrow, columns]);
  const body = useRef<HTMLTableSectionElement>(null);
  const { from, to } = useRowsDrawn(body, records.length, rowPx, onNearEnd);
  const { table, on, editing, leave } = useRecordGrid({ noun, records, columns: brief ? [] : columns, titleField, selection });
  const finish = useFinish(noun, cells);
  const editedAt = (row: number): EditedCell | undefined => {
    const field = editing?.id === records[row]?.id ? [titleField, ...columns][editing?.column ?? 0] : undefined;
    if (!field || !editing) return undefined;
    const place = { row, column: editing.column };
    return { column: place.column, field, save: (value, seen) => void cells.save(field, { value, seen }), leave: (where) => leave(place, where) };
  };
  return (
    <div className={!brief && columns.length > mostThatFit ? 'records-wide' : undefined}>
      <table
        ref={table}
        className="records rows"
        role="grid"
        aria-label={say(`${noun.name}.many`)}
        aria-rowcount={records.length + 1}
        aria-multiselectable={selection !== undefined}
        tabIndex={0}
        {...on}
      >
        <TableHead noun={noun} records={records} columns={brief ?? columns} isBrief={brief !== undefined} sort={sort} onSort={onSort} selection={selection} />
        <tbody ref={body}>
          <Space height={from * rowPx} />
          {records.slice(from, to).map((record, at) => (
            <RecordRow
              key={record.id}
              noun={noun}
              record={record}
              columns={columns}
              brief={brief}
              at={from + at}
              selection={selection}
              edited={editedAt(from + at)}
              finish={finish}
            />
          ))}
          <Space height={(records.length - to) * rowPx} />
        </tbody>
      </table>
    </div>
  );
}

/** The rows in sight; tells when their end comes near. */
function useRowsDrawn(body: RefObject<HTMLElement | null>, count: number, rowPx: number, onNearEnd: () => void) {
  const sight = useRowsInSight(body, count, rowPx);
  useEffect(() => {
    if (sight.to >= count - nearEnd) onNearEnd();
  }, [sight.to, count, onNearEnd]);
  return sight;
}

function useRecordGrid({ noun, records, columns, titleField, selection }: Pick<RecordTableProps, 'noun' | 'records' | 'columns' | 'titleField' | 'selection'>) {
  const say = useSay();
  const me = useMe();
  const navigate = useNavigate();
  const grid = useGrid({
    rows: records.length,
    idAt: (row) => records[row]!.id,
    canEdit: [titleField?.isWritable ?? false, ...columns.map(({ isWritable }) => isWritable)],
    mayEdit: (row) => reaches(me, `${noun.plural}.write`, records[row]!),
    open: (row) => void navigate({ to: recordPath(noun, records[row]!.id) }),
    tick: selection && ((row) => selection.toggle(records[row]!)),
  });
  const { enter } = grid;
  const commands = useMemo<readonly Command[]>(
    () => [
      { id: 'row-down', group: 'page', label: say('list.rowDown'), icon: IconArrowDown, keys: 'j', run: () => enter('j') },
      { id: 'row-up', group: 'page', label: say('list.rowUp'), icon: IconArrowUp, keys: 'k', run: () => enter('k') },
    ],
    [say, enter],
  );
  useOffer(commands);
  return grid;
}

/** Says that a record is done, or no longer; always the same function, so that rows are not drawn again for it. */
function useFinish(noun: Noun, { save }: Pick<CellSave, 'save'>): ((record: NounRecord) => void) | undefined {
  const me = useMe();
  const { own } = useFields(noun);
  const doing = doingOf(noun);
  const field = own.find(({ path }) => path === doing?.field.name);
  const latest = useRef({ save, field });
  latest.current = { save, field };
  const finish = useCallback(
    (seen: NounRecord) => {
      const now = latest.current;
      if (doing && now.field) void now.save(now.field, { value: isDoneWith(noun, seen) ? doing.open : doing.done, seen });
    },
    // oxlint-disable-next-line react/exhaustive-deps
    [noun],
  );
  return doing && may(me, `${noun.plural}.write`) ? finish : undefined;
}

/** Stands for rows that are out of sight. */
function Space({ height }: { readonly height: number }) {
  return height > 0 ? (
    <tr aria-hidden className="records-space">
      <td style={{ height }} />
    </tr>
  ) : null;
}
