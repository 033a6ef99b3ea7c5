import { Link } from '@tanstack/react-router';
import { choiceOf, type Field } from '../fields/field.js';
import { useFormat } from '../i18n/format.js';
import { isWholeDay } from '../i18n/local-time.js';
import type { Noun, NounRecord } from '../nouns/noun.js';
import { isDoneWith } from '../nouns/done.js';
import { recordPath } from '../nouns/record-path.js';
import { reaches, useMe } from '../session/me.js';

interface CalendarItemProps {
  readonly noun: Noun;
  readonly field: Field;
  /** The field whose value its colour tells. */
  readonly mark: Field | undefined;
  readonly record: NounRecord;
  readonly isHeld: boolean;
}

/** A record on its day: its hour, where it has one, and its title, with the colour of how it stands. */
export function CalendarItem({ noun, field, mark, record, isHeld }: CalendarItemProps) {
  const me = useMe();
  const format = useFormat();
  const value = field.read(record);
  const mayMove = field.isWritable && reaches(me, `${noun.plural}.write`, record);
  const tone = mark && choiceOf(mark, mark.read(record))?.tone;
  const hour = typeof value === 'string' && !isWholeDay(value) ? format.clock(new Date(value)) : undefined;
  return (
    <li
      className="calendar-item"
      data-drag={mayMove ? record.id : undefined}
      data-held={isHeld || undefined}
      data-tone={tone}
      data-done={isDoneWith(noun, record) || undefined}
    >
      <Link to={recordPath(noun, record.id)} draggable={false} aria-describedby={mayMove ? 'drag-hint' : undefined}>
        {hour && <span className="tabular soft">{hour}</span>} {noun.titleOf(record)}
      </Link>
    </li>
  );
}
