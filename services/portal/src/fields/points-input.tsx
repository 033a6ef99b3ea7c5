import { TextInput } from '@mantine/core';
import { troubleAt } from '../api/trouble.js';
import type { Point } from '../nouns/noun.js';
import type { FieldInputProps } from './field-input.js';
import { LinesInput } from './lines-input.js';

/** Several addresses or numbers, one line each. */
export function PointsInput({ field, value, onChange, troubles, autoFocus = false, bare = false }: FieldInputProps) {
  const points = (value as readonly Point[] | undefined) ?? [];
  return (
    <LinesInput<Point>
      field={field}
      bare={bare}
      lines={points}
      blank={{ value: '' }}
      isBlank={(point) => point.value === ''}
      onChange={onChange}
      error={troubles.get(field.pointer)}
      draw={(point, at, put) => (
        <TextInput
          size="sm"
          className="grow"
          type={field.kind === 'emails' ? 'email' : 'tel'}
          aria-label={points.length > 1 ? `${field.label} ${at + 1}` : field.label}
          value={point.value}
          autoFocus={autoFocus && at === 0}
          autoComplete="off"
          required={field.isRequired && at === 0}
          error={troubleAt(troubles, `${field.pointer}/${at}`)}
          onChange={(event) => put({ ...point, value: event.currentTarget.value })}
        />
      )}
    />
  );
}
