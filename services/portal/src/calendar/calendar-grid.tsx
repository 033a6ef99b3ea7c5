import { ActionIcon, UnstyledButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Field } from '../fields/field.js';
import { useFormat } from '../i18n/format.js';
import { regionOf, useLocale } from '../i18n/locale.js';
import { localDay, startOfDay } from '../i18n/local-time.js';
import { useSay } from '../i18n/text.js';
import { Dialog } from '../look/dialog.js';
import type { Noun, NounRecord } from '../nouns/noun.js';
import { CalendarItem } from './calendar-item.js';

/** What a calendar shows, in whichever form. */
export interface ShownDays {
  readonly noun: Noun;
  readonly field: Field;
  readonly mark: Field | undefined;
  readonly days: readonly string[];
  /** The month that is meant, where days of others stand around it. */
  readonly month: string | undefined;
  readonly records: ReadonlyMap<string, readonly NounRecord[]>;
  /** Adds a record on a day; nothing for who may not. */
  readonly create: ((day: string) => void) | undefined;
}

interface CalendarGridProps extends ShownDays {
  readonly over: string | undefined;
  readonly held: string | undefined;
}

/** So many records of a day fit into a month's square. */
const mostInSquare = 3;

/** Days in weeks. */
export function CalendarGrid(props: CalendarGridProps) {
  const locale = useLocale();
  const { days } = props;
  const weeks = Array.from({ length: days.length / 7 }, (_, at) => days.slice(at * 7, at * 7 + 7));
  const weekday = (day: string) => startOfDay(day).toLocaleDateString(regionOf(locale), { weekday: 'short' });
  return (
    <table className="calendar" data-scale={weeks.length > 1 ? 'month' : 'week'}>
      <thead>
        <tr>
          {weeks[0]!.map((day) => (
            <th key={day} scope="col">
              {weekday(day)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <Square key={day} {...props} day={day} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type SquareProps = CalendarGridProps & { readonly day: string };

function Square(props: SquareProps) {
  const { days, month, records, over, day } = props;
  const say = useSay();
  const format = useFormat();
  const [isWhole, setWhole] = useState(false);
  const own = records.get(day) ?? [];
  const shown = days.length > 7 && own.length > mostInSquare ? own.slice(0, mostInSquare - 1) : own;
  const name = format.calendarDay(day);
  const isOutside = month !== undefined && !day.startsWith(month);
  const isToday = day === localDay(new Date());
  return (
    <td data-zone={day} data-over={over === day || undefined} data-outside={isOutside || undefined} data-today={isToday || undefined}>
      <SquareHead {...props} name={name} isToday={isToday} />
      <Items {...props} records={shown} />
      {shown.length < own.length && (
        <UnstyledButton className="square-more" aria-label={say('calendar.allOf', { n: own.length, day: name })} onClick={() => setWhole(true)}>
          +{own.length - shown.length}
        </UnstyledButton>
      )}
      {isWhole && (
        <Dialog title={name} close={() => setWhole(false)}>
          <Items {...props} records={own} />
        </Dialog>
      )}
    </td>
  );
}

function SquareHead({ day, name, isToday, create }: SquareProps & { readonly name: string; readonly isToday: boolean }) {
  const say = useSay();
  return (
    <div className="square-head">
      <time dateTime={day} aria-label={name} aria-current={isToday ? 'date' : undefined}>
        {startOfDay(day).getDate()}
      </time>
      {create && (
        <ActionIcon className="square-add" variant="subtle" color="gray" size="xs" aria-label={say('calendar.add', { day: name })} onClick={() => create(day)}>
          <IconPlus size={13} />
        </ActionIcon>
      )}
    </div>
  );
}

function Items({ noun, field, mark, records, held }: Omit<SquareProps, 'records'> & { readonly records: readonly NounRecord[] }) {
  return (
    <ul className="square-items">
      {records.map((record) => (
        <CalendarItem key={record.id} noun={noun} field={field} mark={mark} record={record} isHeld={held === record.id} />
      ))}
    </ul>
  );
}
