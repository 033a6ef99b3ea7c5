import type { Notification } from '@rapport/contracts/client';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { keys } from '../api/keys.js';
import { useRecordTitle } from '../fields/record-title.js';
import { dateOf, useFormat } from '../i18n/format.js';
import { keyFor, useSay } from '../i18n/text.js';
import { nounNamed } from '../nouns/nouns.js';
import { recordPath } from '../nouns/record-path.js';
import { useColleagues } from '../session/colleagues.js';
import { notifications } from './notification-calls.js';

interface NotificationLineProps {
  readonly notification: Notification;
  readonly close: () => void;
}

/** One thing that somebody should know: who, what, about whom, when. Following it marks it read. */
export function NotificationLine({ notification, close }: NotificationLineProps) {
  const say = useSay();
  const format = useFormat();
  const client = useQueryClient();
  const { nameOf } = useColleagues();
  const { id, kind, actorId, createdAt, readAt } = notification;
  const about = placeOf(notification);
  const title = useRecordTitle(about);
  const follow = () => {
    close();
    if (readAt) return;
    void notifications.markNotificationsRead({ notificationIds: [id] }).then(
      () => client.invalidateQueries({ queryKey: keys.notifications }),
      () => undefined,
    );
  };
  const words = (
    <>
      <span>{say(keyFor('notification.kind', kind) ?? 'notification.kind.other', { who: nameOf(actorId) ?? say('notification.system') })}</span>
      {title && <strong className="cut">{title}</strong>}
      {createdAt && <span className="tiny soft">{format.ago(dateOf(createdAt))}</span>}
    </>
  );
  return (
    <li data-unread={readAt ? undefined : true}>
      {about ? (
        <Link className="notification" to={recordPath(nounNamed(about.noun)!, about.id)} onClick={follow}>
          {words}
        </Link>
      ) : (
        <span className="notification">{words}</span>
      )}
    </li>
  );
}

/** The record that has a page: the thing itself, else whom it belongs to. */
function placeOf({ record, subject }: Notification) {
  return [record, subject].find((each) => each !== undefined && nounNamed(each.noun) !== undefined);
}
