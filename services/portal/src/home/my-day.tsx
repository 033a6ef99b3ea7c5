import type { Task } from '@rapport/contracts/client';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { keys } from '../api/keys.js';
import { dateOf } from '../i18n/format.js';
import { useSay } from '../i18n/text.js';
import type { Noun } from '../nouns/noun.js';
import { useNoun } from '../nouns/use-noun.js';
import { may, useMe } from '../session/me.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { dueOf, endOfSoon, type Due } from './days.js';
import { QuickTask } from './quick-task.js';
import { TaskLine, taskLineFields } from './task-line.js';

const parts: readonly Due[] = ['overdue', 'today', 'soon'];
const most = 50;

/** One's open tasks that are due within a week, the late ones first, and a line to add another. */
export function MyDay() {
  const say = useSay();
  const me = useMe();
  const noun = useNoun('task')!;
  const query = useMyTasks(noun);
  return (
    <section aria-labelledby="my-day">
      <div className="row home-head">
        <h2 id="my-day" className="panel-title">
          {say('home.day')}
        </h2>
        <Link className="link small push" to={noun.path}>
          {say('home.allTasks')}
        </Link>
      </div>
      {may(me, 'tasks.write') && <QuickTask noun={noun} />}
      {query.isPending && <Lines count={4} height={22} />}
      {query.isError && <Failure error={query.error} retry={() => void query.refetch()} slim />}
      {query.isSuccess && <Day noun={noun} tasks={query.data} />}
    </section>
  );
}

function useMyTasks(noun: Noun) {
  const me = useMe();
  return useQuery({
    queryKey: keys.home('task'),
    queryFn: async ({ signal }) => {
      const filter = `owner_id = "${me.id}" AND status = "open" AND due_at < "${endOfSoon(new Date()).toISOString()}"`;
      const { records } = await noun.calls.list({ filter, orderBy: 'due_at', pageToken: '', pageSize: most, fields: taskLineFields }, { signal });
      return records as unknown as readonly Task[];
    },
  });
}

function Day({ noun, tasks }: { readonly noun: Noun; readonly tasks: readonly Task[] }) {
  const say = useSay();
  const now = new Date();
  if (tasks.length === 0) return <p className="soft home-nothing">{say('home.nothing')}</p>;
  return parts.map((part) => {
    const due = tasks.filter(({ dueAt, allDay }) => dueAt && dueOf(dateOf(dueAt), allDay, now) === part);
    if (due.length === 0) return null;
    return (
      <div key={part} className="home-part" data-due={part}>
        <h3 className="tiny">
          {say(`home.${part}`)} <span className="tabular soft">{due.length}</span>
        </h3>
        <ul>
          {due.map((task) => (
            <TaskLine key={task.id} noun={noun} task={task} />
          ))}
        </ul>
      </div>
    );
  });
}
