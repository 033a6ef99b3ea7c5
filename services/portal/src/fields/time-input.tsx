import { TextInput } from '@mantine/core';
import { localInput, fromLocalInput } from '../i18n/local-time.js';
import type { OneLineProps } from './field-input.js';

/** A day and an hour, in the reader's own time zone. */
export function TimeInput({ value, onChange, shared }: OneLineProps) {
  return (
    <TextInput
      {...shared}
      type="datetime-local"
      value={value ? localInput(new Date(String(value))) : ''}
      onChange={(event) => onChange(fromLocalInput(event.currentTarget.value)?.toISOString())}
    />
  );
}
