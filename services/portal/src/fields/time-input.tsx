import { TextInput } from '@mantine/core';
import { fromLocalInput, isWholeDay, localInput } from '../i18n/local-time.js';
import { useSay } from '../i18n/text.js';
import type { OneLineProps } from './field-input.js';

/** A day and an hour, in the reader's own time zone; where only the day may count, the hour can be left out. */
export function TimeInput(props: OneLineProps) {
  const { field, value, onChange, shared } = props;
  if (field.paths.length > 1) return <DayAndHour {...props} />;
  return (
    <TextInput
      {...shared}
      type="datetime-local"
      value={value ? localInput(new Date(String(value))) : ''}
      onChange={(event) => onChange(fromLocalInput(event.currentTarget.value)?.toISOString())}
    />
  );
}

function DayAndHour({ value, onChange, shared }: OneLineProps) {
  const say = useSay();
  const text = typeof value === 'string' ? value : '';
  const whole = isWholeDay(text) ? text : text && localInput(new Date(text));
  const day = whole.slice(0, 10);
  const hour = whole.slice(11);
  const put = (nextDay: string, nextHour: string) => {
    if (!nextDay) onChange(undefined);
    else onChange(nextHour ? fromLocalInput(`${nextDay}T${nextHour}`)?.toISOString() : nextDay);
  };
  return (
    <div className="row time-input">
      <TextInput {...shared} className="grow" type="date" value={day} onChange={(event) => put(event.currentTarget.value, hour)} />
      <TextInput size="sm" type="time" aria-label={say('field.hour')} value={hour} disabled={!day} onChange={(event) => put(day, event.currentTarget.value)} />
    </div>
  );
}
