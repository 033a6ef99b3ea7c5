import { ActionIcon } from '@mantine/core';
import { IconCalendarOff, IconPlus } from '@tabler/icons-react';
import { regionOf, useLocale } from '../i18n/locale.js';
import { localDay, startOfDay } from '../i18n/local-time.js';
import { useSay } from '../i18n/text.js';
import { State } from '../states/state.js';
import { CalendarItem } from './calendar-item.js';
import type { ShownDays } from './calendar-grid.js';

/** The days on which there is something, and today, one below the other: a calendar for narrow windows. */
export function Agenda({ noun, field, mark, days, month, records, create }: ShownDays) {
  const say = useSay();
  const today = localDay(new Date());
  const meant = days.filter((day) => month === undefined || day.startsWith(month));
  const shown = meant.filter((day) => day === today || records.has(day));
  if (shown.length === 0) return <State icon={IconCalendarOff} title={say('calendar.none.title')} text={say('calendar.none.text')} slim />;
  return (
    <div className="agenda">
      {shown.map((day) => (
        <section key={day} data-zone={day} data-today={day === today || undefined}>
          <h3 className="row small">
            <span className="agenda-day">
              <Day day={day} />
            </span>
            {create && (
              <ActionIcon className="push" variant="subtle" color="gray" aria-label={say('action.add')} onClick={() => create(day)}>
                <IconPlus size={16} />
              </ActionIcon>
            )}
          </h3>
          {records.has(day) ? (
            <ul className="square-items">
              {records.get(day)!.map((record) => (
                <CalendarItem key={record.id} noun={noun} field={field} mark={mark} record={record} isHeld={false} />
              ))}
            </ul>
          ) : (
            <p className="tiny soft">{say('calendar.free')}</p>
          )}
        </section>
      ))}
    </div>
  );
}

function Day({ day }: { readonly day: string }) {
  const locale = useLocale();
  return startOfDay(day).toLocaleDateString(regionOf(locale), { weekday: 'long', day: 'numeric', month: 'long' });
}
