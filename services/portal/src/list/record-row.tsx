import { Link } from '@tanstack/react-router';
import { lazy, memo, Suspense } from 'react';
import { isEmpty, type Field } from '../fields/field.js';
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
  /** The fields of its second line, where the row is one cell. */
  readonly brief: readonly Field[] | undefined;
  /** Its place among all records, from 0. */
  readonly at: number;
  readonly selection: Selection | undefined;
  readonly edited: EditedCell | undefined;
  /** Says that it is done, or no longer; nothing for who may not, or where nothing is ever done. */
  readonly finish: ((record: NounRecord) => void) | undefined;
}

/** One record of a list. */
export function RecordRow({ selection, ...row }: RecordRowProps) {
  const say = useSay();
  const { noun, record, at } = row;
  const title = noun.titleOf(record);
  const isChosen = selection?.ids.has(record.id) ?? false;
  return (
    <tr aria-rowindex={at + 2} aria-selected={selection && isChosen} data-chosen={isChosen || undefined}>
      {selection && (
        <td className="records-tick">
          <Tick label={say('bulk.one', { title })} isOn={isChosen} isOfRow toggle={() => selection.toggle(record)} />
        </td>
      )}
      <Cells {...row} />
    </tr>
  );
}

/** What is drawn again only when the record or the columns change, not when somebody ticks. */
const Cells = memo(({ noun, record, columns, brief, at, edited, finish }: Omit<RecordRowProps, 'selection'>) => (
  <>
    <td className="records-title" tabIndex={-1} data-row={at} data-column={0} colSpan={brief && brief.length + 1}>
      <Title noun={noun} record={record} brief={brief} finish={finish} />
      <Suspense>{edited?.column === 0 && <CellEditor {...edited} record={record} isAtEnd={false} />}</Suspense>
    </td>
    {(brief ? [] : columns).map((field, index) => (
      <td
        key={field.path}
        className={`column-${field.kind} ${placeOf(index)}`}
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

function Title({ noun, record, brief, finish }: Pick<RecordRowProps, 'noun' | 'record' | 'brief' | 'finish'>) {
  const title = noun.titleOf(record);
  const subtitle = noun.subtitleOf(record);
  const isDone = isDoneWith(noun, record);
  return (
    <span className="hit" data-done={isDone || undefined}>
      {noun.done ? <DoneTick title={title} isDone={isDone} finish={finish && (() => finish(record))} /> : hasFace(noun) && <Face name={title} />}
      <span>
        <span className="records-names">
          <Link className={`records-name ${subtitle || brief ? 'cut' : 'clamp'}`} tabIndex={-1} to={recordPath(noun, record.id)}>
            {title}
          </Link>
          {subtitle && <span className="cut tiny soft">{subtitle}</span>}
        </span>
        {brief && <Brief noun={noun} record={record} fields={brief} />}
      </span>
    </span>
  );
}

/** The second line of a phone's row: what is known of these fields. */
function Brief({ noun, record, fields }: Pick<RecordRowProps, 'noun' | 'record'> & { readonly fields: readonly Field[] }) {
  return (
    <span className="brief small soft">
      {fields
        .filter((field) => !isEmpty(field.read(record)))
        .map((field) => (
          <span key={field.path} className={`column-${field.kind}`} data-late={(isDue(noun, field) && isLate(noun, record)) || undefined}>
            <Cell field={field} record={record} />
          </span>
        ))}
    </span>
  );
}
