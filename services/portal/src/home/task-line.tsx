import '@mantine/core/styles/Checkbox.layer.css';
import '@mantine/core/styles/InlineInput.layer.css';
import './home.css';
import { Checkbox } from '@mantine/core';
import type { Task } from '@rapport/contracts/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useKeyedWrite } from '../api/keyed-write.js';
import { keys } from '../api/keys.js';
import { RecordTitle } from '../fields/record-title.js';
import { dateOf, useFormat } from '../i18n/format.js';
import { useSay } from '../i18n/text.js';
import type { Noun } from '../nouns/noun.js';
import { recordPath } from '../nouns/record-path.js';
import { may, useMe } from '../session/me.js';
import { offerUndo, sayTrouble } from '../states/toast.js';
import { taskDone, taskOpen } from './task-status.js';

interface TaskLineProps {
  readonly noun: Noun;
  readonly task: Task;
  /** Stands on the page of whom it is about. */
  readonly isOnRecord?: boolean;
}

/** What a line shows of a task. */
export const taskLineFields = 'title,subject,due_at,all_day';

/** A task in one line: ticked off, opened, or followed to whom it is about. */
export function TaskLine({ noun, task, isOnRecord = false }: TaskLineProps) {
  const say = useSay();
  const format = useFormat();
  const me = useMe();
  const finish = useFinish(noun, task);
  const due = task.dueAt && dateOf(task.dueAt);
  return (
    <li className="home-line">
      <Checkbox
        size="xs"
        checked={finish.isPending}
        disabled={!may(me, 'tasks.write')}
        aria-label={say('home.finish', { title: task.title })}
        onChange={() => finish.mutate(taskDone)}
      />
      <Link className="records-name cut" to={recordPath(noun, task.id)}>
        {task.title}
      </Link>
      {task.subject && !isOnRecord && (
        <span className="tiny soft cut home-detail">
          <RecordTitle name={task.subject} />
        </span>
      )}
      {due && <time className="tiny soft push tabular">{task.allDay ? format.day(due) : format.time(due)}</time>}
    </li>
  );
}

/** Says that the task is done with; it can be taken back for a while. */
function useFinish(noun: Noun, task: Task) {
  const say = useSay();
  const client = useQueryClient();
  const { write } = useKeyedWrite();
  const put = (status: number) => write([task.id, status], (sending) => noun.calls.update(task.id, { status }, ['status'], sending));
  const refresh = () => {
    void client.invalidateQueries({ queryKey: keys.home(noun.name) });
    void client.invalidateQueries({ queryKey: keys.lists(noun.name) });
  };
  return useMutation({
    mutationFn: put,
    onSuccess: () => {
      refresh();
      offerUndo(say('home.finished', { title: task.title }), () => void put(taskOpen).then(refresh, sayTrouble));
    },
    onError: sayTrouble,
  });
}
