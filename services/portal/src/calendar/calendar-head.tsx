import '@mantine/core/styles/FloatingIndicator.layer.css';
import '@mantine/core/styles/SegmentedControl.layer.css';
import { ActionIcon, Button, SegmentedControl, Select } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { Field } from '../fields/field.js';
import { regionOf, useLocale } from '../i18n/locale.js';
import { localDay, startOfDay } from '../i18n/local-time.js';
import { useSay } from '../i18n/text.js';
import { daysShown, turned, type Scale } from './days.js';

interface CalendarHeadProps {
  readonly scale: Scale;
  readonly day: string;
  readonly onScale: (scale: Scale) => void;
  readonly onDay: (day: string) => void;
  readonly fields: readonly Field[];
  readonly field: Field;
  readonly onField: (path: string) => void;
}

/** Which days are shown, by which field, and how many. */
export function CalendarHead({ scale, day, onScale, onDay, fields, field, onField }: CalendarHeadProps) {
  const say = useSay();
  return (
    <div className="calendar-head row row-wrap">
      <div className="row calendar-turn">
        <ActionIcon variant="default" aria-label={say(`calendar.before.${scale}`)} onClick={() => onDay(turned(scale, day, -1))}>
          <IconChevronLeft size={16} />
        </ActionIcon>
        <Button variant="default" size="xs" onClick={() => onDay(localDay(new Date()))}>
          {say('calendar.today')}
        </Button>
        <ActionIcon variant="default" aria-label={say(`calendar.next.${scale}`)} onClick={() => onDay(turned(scale, day, 1))}>
          <IconChevronRight size={16} />
        </ActionIcon>
      </div>
      <h2 className="calendar-title" aria-live="polite">
        <Title scale={scale} day={day} />
      </h2>
      <div className="row push calendar-how">
        {fields.length > 1 && (
          <Select
            size="xs"
            aria-label={say('calendar.by')}
            allowDeselect={false}
            data={fields.map(({ path, label }) => ({ value: path, label }))}
            value={field.path}
            onChange={(path) => path && onField(path)}
          />
        )}
        <SegmentedControl
          size="xs"
          aria-label={say('calendar.scale')}
          data={(['month', 'week'] as const).map((value) => ({ value, label: say(`calendar.${value}`) }))}
          value={scale}
          onChange={(value) => onScale(value)}
        />
      </div>
    </div>
  );
}

function Title({ scale, day }: Pick<CalendarHeadProps, 'scale' | 'day'>) {
  const region = regionOf(useLocale());
  if (scale === 'month') return startOfDay(day).toLocaleDateString(region, { month: 'long', year: 'numeric' });
  const days = daysShown('week', day);
  return new Intl.DateTimeFormat(region, { day: 'numeric', month: 'long', year: 'numeric' }).formatRange(startOfDay(days[0]!), startOfDay(days.at(-1)!));
}
