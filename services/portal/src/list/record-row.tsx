import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import type { Field } from '../fields/field.js';
import { FieldValueView } from '../fields/field-value.js';
import { phoneShown } from '../i18n/format.js';
import { useSay } from '../i18n/text.js';
import { Face } from '../look/face.js';
import type { Noun, NounRecord, Point } from '../nouns/noun.js';
import { recordPath } from '../nouns/record-path.js';
import { placeOf } from './table-head.js';
import { Tick } from './tick.js';
import type { Selection } from './use-selection.js';

interface RecordRowProps {
  readonly noun: Noun;
  readonly record: NounRecord;
  readonly columns: readonly Field[];
  /** Its place among all rows, from 1. */
  readonly at: number;
  readonly selection: Selection | undefined;
}

/** One record of a list. */
export function RecordRow({ noun, record, columns, at, selection }: RecordRowProps) {
  const say = useSay();
  const title = noun.titleOf(record);
  const isChosen = selection?.ids.has(record.id) ?? false;
  return (
    <tr aria-rowindex={at} data-chosen={isChosen || undefined}>
      {selection && (
        <td className="records-tick">
          <Tick label={say('bulk.one', { title })} isOn={isChosen} toggle={() => selection.toggle(record)} />
        </td>
      )}
      <Cells noun={noun} record={record} columns={columns} />
    </tr>
  );
}

/** What is drawn again only when the record or the columns change, not when somebody ticks. */
const Cells = memo(({ noun, record, columns }: Pick<RecordRowProps, 'noun' | 'record' | 'columns'>) => {
  const title = noun.titleOf(record);
  return (
    <>
      <td className="records-title">
        <span className="hit">
          <Face name={title} />
          <span>
            <Link className="records-name cut" to={recordPath(noun, record.id)}>
              {title}
            </Link>
            <span className="cut tiny soft">{noun.subtitleOf(record)}</span>
          </span>
        </span>
      </td>
      {columns.map((field, at) => (
        <td key={field.path} className={placeOf(at)}>
          <Cell field={field} record={record} />
        </td>
      ))}
    </>
  );
});

/** A field in the space of one line. */
function Cell({ field, record }: { readonly field: Field; readonly record: NounRecord }) {
  const value = field.read(record);
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return null;
  if (field.kind === 'emails' || field.kind === 'phones') return <FirstPoint kind={field.kind} points={value as readonly Point[]} />;
  return (
    <span className="cut block">
      <FieldValueView field={field} value={value} />
    </span>
  );
}

function FirstPoint({ kind, points }: { readonly kind: 'emails' | 'phones'; readonly points: readonly Point[] }) {
  const first = points[0]?.value ?? '';
  return (
    <span className="cut block tabular">
      {kind === 'phones' ? phoneShown(first) : first}
      {points.length > 1 && <span className="tiny soft"> +{points.length - 1}</span>}
    </span>
  );
}
