import { Button } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Command } from '../command/command.js';
import { useOffer } from '../command/commands.js';
import { useSay } from '../i18n/text.js';
import { sayTrouble } from '../states/toast.js';
import { useOpenRecord } from './open-record.js';

/** Shows everything that is kept back, in one press or by a key. */
export function RevealAll() {
  const say = useSay();
  const { hidden, reveal } = useOpenRecord();
  const { mutate, isPending } = useMutation({ mutationFn: () => reveal([...hidden]), onError: sayTrouble });
  const commands = useMemo<readonly Command[]>(
    () => [{ id: 'reveal', group: 'page', label: say('record.revealAll'), icon: IconEye, keys: 'v', run: () => mutate() }],
    [say, mutate],
  );
  useOffer(commands);
  return (
    <Button
      className="push"
      variant="subtle"
      size="compact-xs"
      loading={isPending}
      title={say('record.revealHint')}
      aria-keyshortcuts="V"
      onClick={() => mutate()}
    >
      {say('record.revealAll')}
    </Button>
  );
}
