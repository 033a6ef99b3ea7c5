import { UnstyledButton } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useSay } from '../i18n/text.js';

interface DoneTickProps {
  readonly title: string;
  readonly isDone: boolean;
  readonly finish: (() => void) | undefined;
}

/** Says that something is done, or no longer. */
export function DoneTick({ title, isDone, finish }: DoneTickProps) {
  const say = useSay();
  return (
    <UnstyledButton
      className="done-tick"
      role="checkbox"
      tabIndex={-1}
      aria-checked={isDone}
      aria-label={say('done.tick', { title })}
      disabled={!finish}
      onClick={finish}
    >
      <IconCheck size={13} stroke={2.4} aria-hidden />
    </UnstyledButton>
  );
}
