import { ActionIcon, Button, Input } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useSay } from '../i18n/text.js';
import type { Field } from './field.js';

interface LinesInputProps<Line> {
  readonly field: Field;
  readonly bare: boolean;
  readonly lines: readonly Line[];
  readonly blank: Line;
  readonly isBlank: (line: Line) => boolean;
  readonly onChange: (lines: readonly never[]) => void;
  readonly error: string | undefined;
  /** The controls of one line. */
  readonly draw: (line: Line, at: number, put: (line: Line) => void) => ReactNode;
}

/** Several of something, one line each, at least one to write in. */
export function LinesInput<Line>({ field, bare, lines, blank, isBlank, onChange, error, draw }: LinesInputProps<Line>) {
  const say = useSay();
  const shown = lines.length > 0 ? lines : [blank];
  const change = (next: readonly Line[]) => onChange(next as readonly never[]);
  return (
    <Input.Wrapper label={bare ? undefined : field.label} labelElement="div" size="sm" required={field.isRequired} error={error}>
      <div className="points-input">
        {shown.map((line, at) => (
          <div key={at} className="row">
            {draw(line, at, (next) => change(shown.map((each, index) => (index === at ? next : each))))}
            {shown.length > 1 && (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`${say('action.remove')}: ${field.label} ${at + 1}`}
                onClick={() => change(shown.filter((_, index) => index !== at))}
              >
                <IconX size={16} />
              </ActionIcon>
            )}
          </div>
        ))}
        {!shown.some(isBlank) && (
          <Button className="points-more" variant="subtle" size="compact-xs" leftSection={<IconPlus size={12} />} onClick={() => change([...shown, blank])}>
            {say('field.addAnother')}
          </Button>
        )}
      </div>
    </Input.Wrapper>
  );
}
