import '@mantine/core/styles/FloatingIndicator.layer.css';
import '@mantine/core/styles/SegmentedControl.layer.css';
import './home.css';
import { SegmentedControl, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type KeyboardEvent } from 'react';
import { useKeyedWrite } from '../api/keyed-write.js';
import { keys } from '../api/keys.js';
import { useSay } from '../i18n/text.js';
import { instantOf } from '../i18n/format.js';
import type { Noun, RecordName } from '../nouns/noun.js';
import { Trouble } from '../states/trouble.js';
import { stepTaken } from './steps.js';

const days = ['today', 'tomorrow', 'week'] as const;
type Day = (typeof days)[number];
const ahead: Readonly<Record<Day, number>> = { today: 0, tomorrow: 1, week: 7 };

interface QuickTaskProps {
  readonly noun: Noun;
  /** Whom it is about. */
  readonly subject?: RecordName;
}

/** A task in one line: what, by which day, Enter. What was typed stays until it is saved. */
export function QuickTask({ noun, subject }: QuickTaskProps) {
  const say = useSay();
  const [title, setTitle] = useState('');
  const [day, setDay] = useState<Day>('today');
  const set = useSetTask(noun, () => setTitle(''));
  const isBlank = title.trim() === '';
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing && !isBlank && !set.isPending) set.mutate({ title: title.trim(), day, subject });
  };
  return (
    <div className="quick-task">
      <TextInput
        className="quick-task-title"
        size="sm"
        leftSection={<IconPlus size={15} aria-hidden />}
        aria-label={say('task.quick')}
        placeholder={say('task.quick')}
        value={title}
        maxLength={300}
        readOnly={set.isPending}
        onChange={(event) => setTitle(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {!isBlank && (
        <SegmentedControl
          size="xs"
          aria-label={say('task.byDay')}
          value={day}
          data={days.map((value) => ({ value, label: say(`task.day.${value}`) }))}
          onChange={setDay}
        />
      )}
      {set.error && <Trouble error={set.error} />}
    </div>
  );
}

interface Wish {
  readonly title: string;
  readonly day: Day;
  readonly subject: RecordName | undefined;
}

function useSetTask(noun: Noun, done: () => void) {
  const client = useQueryClient();
  const { write } = useKeyedWrite();
  return useMutation({
    mutationFn: ({ title, day, subject }: Wish) => {
      const now = new Date();
      const dueAt = instantOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() + ahead[day]));
      return write([title, day, subject], (sending) => noun.calls.create({ title, dueAt, allDay: true, ...(subject && { subject }) }, sending));
    },
    onSuccess: () => {
      stepTaken('task');
      done();
      void client.invalidateQueries({ queryKey: keys.home(noun.name) });
      void client.invalidateQueries({ queryKey: keys.lists(noun.name) });
    },
  });
}
