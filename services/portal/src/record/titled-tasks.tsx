import { useSay } from '../i18n/text.js';
import { may, useMe } from '../session/me.js';
import { RecordTasks } from './record-tasks.js';

/** What is to be done about a record whose page has no tabs. */
export function TitledTasks() {
  const say = useSay();
  if (!may(useMe(), 'tasks.read')) return null;
  return (
    <div>
      <h2 className="panel-title">{say('task.many')}</h2>
      <RecordTasks />
    </div>
  );
}
