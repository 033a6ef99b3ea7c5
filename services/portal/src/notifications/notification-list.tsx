import './notifications.css';
import { Button } from '@mantine/core';
import { IconBellOff } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { keys } from '../api/keys.js';
import { useSay } from '../i18n/text.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { State } from '../states/state.js';
import { sayTrouble } from '../states/toast.js';
import { newestQuery, notifications } from './notification-calls.js';
import { NotificationLine } from './notification-line.js';

interface NotificationListProps {
  readonly close: () => void;
  readonly hasUnread: boolean;
}

/** The newest notifications, each leading to what it is about. */
export function NotificationList({ close, hasUnread }: NotificationListProps) {
  const say = useSay();
  const client = useQueryClient();
  const query = useQuery(newestQuery);
  const readAll = useMutation({
    mutationFn: () => notifications.markAllNotificationsRead({}),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.notifications }),
    onError: sayTrouble,
  });
  return (
    <section className="notifications" aria-label={say('notification.title')}>
      <div className="row notifications-head">
        <h2 className="panel-title">{say('notification.title')}</h2>
        {hasUnread && (
          <Button className="push" variant="subtle" size="compact-xs" loading={readAll.isPending} onClick={() => readAll.mutate()}>
            {say('notification.readAll')}
          </Button>
        )}
      </div>
      {query.isPending && <Lines count={4} height={22} />}
      {query.isError && <Failure error={query.error} retry={() => void query.refetch()} slim />}
      {query.data?.length === 0 && <State icon={IconBellOff} title={say('notification.none')} text={say('notification.noneText')} slim />}
      <ul className="scrolls">
        {query.data?.map((notification) => (
          <NotificationLine key={notification.id} notification={notification} close={close} />
        ))}
      </ul>
    </section>
  );
}
