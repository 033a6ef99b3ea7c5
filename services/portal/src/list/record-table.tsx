import { useEffect, useRef } from 'react';
import type { Field } from '../fields/field.js';
import type { Noun, NounRecord } from '../nouns/noun.js';
import { RecordRow } from './record-row.js';
import { TableHead } from './table-head.js';
import { useRowsInSight } from './use-rows-in-sight.js';
import type { Selection } from './use-selection.js';

interface RecordTableProps {
  readonly noun: Noun;
  readonly records: readonly NounRecord[];
  readonly columns: readonly Field[];
  readonly sort: string;
  readonly onSort: (sort: string) => void;
  readonly selection: Selection | undefined;
  /** Called when the end of the records comes near. */
  readonly onNearEnd: () => void;
}

/** Every row is as tall as this; what does not fit is cut. */
const rowPx = 48;
const nearEnd = 25;
/** Above so many columns the table is wider than the page and is pushed aside. */
const mostThatFit = 6;

/** Records in rows, of which only those in sight are drawn. Narrow pages leave out columns, never the way to the record. */
export function RecordTable({ noun, records, columns, sort, onSort, selection, onNearEnd }: RecordTableProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const { from, to } = useRowsInSight(body, records.length, rowPx);
  useEffect(() => {
    if (to >= records.length - nearEnd) onNearEnd();
  }, [to, records.length, onNearEnd]);
  return (
    <div className={columns.length > mostThatFit ? 'records-wide' : undefined}>
      <table className="records rows" aria-rowcount={records.length + 1}>
        <TableHead noun={noun} records={records} columns={columns} sort={sort} onSort={onSort} selection={selection} />
        <tbody ref={body}>
          <Space height={from * rowPx} />
          {records.slice(from, to).map((record, at) => (
            <RecordRow key={record.id} noun={noun} record={record} columns={columns} at={from + at + 2} selection={selection} />
          ))}
          <Space height={(records.length - to) * rowPx} />
        </tbody>
      </table>
    </div>
  );
}

/** Stands for rows that are out of sight. */
function Space({ height }: { readonly height: number }) {
  return height > 0 ? (
    <tr aria-hidden className="records-space">
      <td style={{ height }} />
    </tr>
  ) : null;
}
