import { Link } from '@tanstack/react-router';
import { lazy, memo, Suspense } from 'react';
import type { Field } from '../fields/field.js';
import { useSay } from '../i18n/text.js';
import { Face, hasFace } from '../look/face.js';
import type { FieldValue, Noun, NounRecord } from '../nouns/noun.js';
import { isDoneWith, isDue, isLate } from '../nouns/done.js';
import { recordPath } from '../nouns/record-path.js';
import { Cell } from './cell.js';
import type { Leaving } from './cell-editor.js';
import { DoneTick } from './done-tick.js';
import { placeOf } from './table-head.js';
import { Tick } from './tick.js';
import type { Selection } from './use-selection.js';

const CellEditor = lazy(async () => ({ default: (await import('./cell-editor.js')).CellEditor }));

/** A cell of the row that is being edited. */
export interface EditedCell {
  readonly column: number;
  readonly field: Field;
  readonly save: (value: FieldValue, seen: NounRecord) => void;
  readonly leave: (to: Leaving) => void;
}

interface RecordRowProps {
  readonly noun: Noun;
  readonly record: NounRecord;
  readonly columns: readonly Field[];
  /** Its place among all records, from 0. */
  readonly at: number;
  readonly selection: Selection | undefined;
  readonly edited: EditedCell | undefined;
  /** Says that it is done, or no longer; nothing for who may not, or where nothing is ever done. */
  readonly finish: ((record: NounRecord) => void) | undefined;
}

/** One record of a list. */
export function RecordRow({ noun, record, columns, at, selection, edited, finish }: RecordRowProps) {
  const say = useSay();
  const title = noun.titleOf(record);
  const isChosen = selection?.ids.has(record.id) ?? false;
  return (
    <tr aria-rowindex={at + 2} aria-selected={selection && isChosen} data-chosen={isChosen || undefined}>
      {selection && (
        <td className="records-tick">
          <Tick label={say('bulk.one', { title })} isOn={isChosen} isOfRow toggle={() => selection.toggle(record)} />
        </td>
      )}
      <Cells noun={noun} record={record} columns={columns} at={at} edited={edited} finish={finish} />
    </tr>
  );
}

/** What is drawn again only when the record or the columns change, not when somebody ticks. */
const Cells = memo(({ noun, record, columns, at, edited, finish }: Omit<RecordRowProps, 'selection'>) => (
  <>
    <td className="records-title" tabIndex={-1} data-row={at} data-column={0}>
      <Title noun={noun} record={record} finish={finish} />
      <Suspense>{edited?.column === 0 && <CellEditor {...edited} record={record} isAtEnd={false} />}</Suspense>
    </td>
    {columns.map((field, index) => (
      <td
        key={field.path}
        className={placeOf(index)}
        tabIndex={-1}
        data-row={at}
        data-column={index + 1}
        aria-readonly={!field.isWritable || undefined}
        data-late={(isDue(noun, field) && isLate(noun, record)) || undefined}
      >
        <Cell field={field} record={record} />
        <Suspense>{edited?.column === index + 1 && <CellEditor {...edited} record={record} isAtEnd={index > 0 && index >= columns.length - 2} />}</Suspense>
      </td>
    ))}
  </>
));

function Title({ noun, record, finish }: Pick<RecordRowProps, 'noun' | 'record' | 'finish'>) {
  const title = noun.titleOf(record);
  const subtitle = noun.subtitleOf(record);
  const isDone = isDoneWith(noun, record);
  return (
    <span className="hit" data-done={isDone || undefined}>
      {noun.done ? <DoneTick title={title} isDone={isDone} finish={finish && (() => finish(record))} /> : hasFace(noun) && <Face name={title} />}
      <span>
        <Link className={`records-name ${subtitle ? 'cut' : 'clamp'}`} tabIndex={-1} to={recordPath(noun, record.id)}>
          {title}
        </Link>
        {subtitle && <span className="cut tiny soft">{subtitle}</span>}
      </span>
    </span>
  );
}
