import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { keys } from '../api/keys.js';
import { QuickTask } from '../home/quick-task.js';
import { TaskLine, taskLineFields } from '../home/task-line.js';
import type { Task } from '@rapport/contracts/client';
import { useSay } from '../i18n/text.js';
import { useNoun } from '../nouns/use-noun.js';
import { may, useMe } from '../session/me.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { useOpenRecord } from './open-record.js';

const most = 50;

/** What is to be done about the open record, and a line to add to it. */
export function RecordTasks() {
  const say = useSay();
  const me = useMe();
  const task = useNoun('task')!;
  const { noun, record } = useOpenRecord();
  const query = useQuery({
    queryKey: [...keys.home('task'), record.id],
    queryFn: async ({ signal }) => {
      const filter = `subject.id = "${record.id}" AND status = "open"`;
      const { records } = await task.calls.list({ filter, orderBy: 'due_at', pageToken: '', pageSize: most, fields: taskLineFields }, { signal });
      return records as readonly Task[];
    },
  });
  return (
    <section aria-label={say('task.many')}>
      {may(me, 'tasks.write') && !record.deletedAt && <QuickTask noun={task} subject={{ noun: noun.name, id: record.id }} />}
      {query.isPending && <Lines count={3} height={22} />}
      {query.isError && <Failure error={query.error} retry={() => void query.refetch()} slim />}
      {query.data?.length === 0 && <p className="soft home-nothing">{say('record.noTasks')}</p>}
      <ul>
        {query.data?.map((each) => (
          <TaskLine key={each.id} noun={task} task={each} isOnRecord />
        ))}
      </ul>
      {(query.data?.length ?? 0) >= most && (
        <Link className="link small" to={task.path}>
          {say('home.allTasks')}
        </Link>
      )}
    </section>
  );
}
