import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import type { Field } from '../fields/field.js';
import { Cell } from '../list/cell.js';
import type { Noun, NounRecord } from '../nouns/noun.js';
import { isDoneWith, isDue, isLate } from '../nouns/done.js';
import { recordPath } from '../nouns/record-path.js';

interface BoardCardProps {
  readonly noun: Noun;
  readonly record: NounRecord;
  readonly columns: readonly Field[];
  readonly mayMove: boolean;
  readonly isHeld: boolean;
}

/** So many of a list's columns stand on a card. */
const mostFields = 3;

/** A record on a board. */
export const BoardCard = memo(({ noun, record, columns, mayMove, isHeld }: BoardCardProps) => {
  const subtitle = noun.subtitleOf(record);
  const isSaid = (field: Field) => field.kind !== 'moment' && !isBlank(field.read(record)) && field.read(record) !== subtitle;
  const filled = columns.filter(isSaid).slice(0, mostFields);
  return (
    <li className="card" data-drag={mayMove ? record.id : undefined} data-held={isHeld || undefined} data-done={isDoneWith(noun, record) || undefined}>
      <Link className="card-title" to={recordPath(noun, record.id)} draggable={false} aria-describedby={mayMove ? 'drag-hint' : undefined}>
        {noun.titleOf(record)}
      </Link>
      {subtitle && <span className="cut tiny soft">{subtitle}</span>}
      {filled.map((field) => (
        <span key={field.path} className="card-field small" data-late={(isDue(noun, field) && isLate(noun, record)) || undefined}>
          {field.kind === 'number' && <span className="soft">{field.label} </span>}
          <Cell field={field} record={record} />
        </span>
      ))}
    </li>
  );
});

function isBlank(value: unknown): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}
