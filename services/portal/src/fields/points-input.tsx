import { ActionIcon, Button, Input, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { troubleAt } from '../api/trouble.js';
import { useSay } from '../i18n/text.js';
import type { Point } from '../nouns/noun.js';
import type { FieldInputProps } from './field-input.js';

const blank: Point = { value: '' };

interface PointsInputProps extends FieldInputProps {
  readonly points: readonly Point[];
}

/** Several addresses or numbers, one line each. */
export function PointsInput({ field, points, onChange, troubles, autoFocus = false, bare = false }: PointsInputProps) {
  const say = useSay();
  const shown = points.length > 0 ? points : [blank];
  const put = (at: number, value: string) => onChange(shown.map((point, index) => (index === at ? { ...point, value } : point)));
  const general = troubles.get(field.pointer);
  return (
    <Input.Wrapper label={bare ? undefined : field.label} labelElement="div" size="sm" error={general}>
      <div className="points-input">
        {shown.map(({ value }, at) => (
          <div key={at} className="row">
            <TextInput
              size="sm"
              className="grow"
              type={field.kind === 'emails' ? 'email' : 'tel'}
              aria-label={shown.length > 1 ? `${field.label} ${at + 1}` : field.label}
              value={value}
              autoFocus={autoFocus && at === 0}
              autoComplete="off"
              error={troubleAt(troubles, `${field.pointer}/${at}`)}
              onChange={(event) => put(at, event.currentTarget.value)}
            />
            {shown.length > 1 && (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`${say('action.remove')}: ${field.label} ${at + 1}`}
                onClick={() => onChange(shown.filter((_, index) => index !== at))}
              >
                <IconX size={16} />
              </ActionIcon>
            )}
          </div>
        ))}
        {!shown.some(({ value }) => value === '') && (
          <Button className="points-more" variant="subtle" size="compact-xs" leftSection={<IconPlus size={12} />} onClick={() => onChange([...shown, blank])}>
            {say('field.addAnother')}
          </Button>
        )}
      </div>
    </Input.Wrapper>
  );
}

/** Points as they are written: without lines left blank. */
export function writtenPoints(points: readonly Point[]): readonly Point[] {
  return points.filter(({ value }) => value.trim() !== '').map((point) => ({ ...point, value: point.value.trim() }));
}
