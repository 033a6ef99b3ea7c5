import { ActionIcon, Popover } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBell } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Command } from '../command/command.js';
import { useOffer } from '../command/commands.js';
import { useSay } from '../i18n/text.js';
import { unreadQuery } from './notification-calls.js';
import { NotificationList } from './notification-list.js';

/** What colleagues and the clock want to tell, and how much of it is new. */
export function Bell() {
  const say = useSay();
  const [isOpen, list] = useDisclosure(false);
  const { data: unread = 0 } = useQuery(unreadQuery);
  const { open } = list;
  const commands = useMemo<readonly Command[]>(
    () => [{ id: 'notifications', group: 'anywhere', label: say('notification.title'), icon: IconBell, keys: 'g n', run: open }],
    [say, open],
  );
  useOffer(commands);
  return (
    <Popover position="bottom-end" width={380} shadow="md" trapFocus returnFocus opened={isOpen} onChange={(opens) => (opens ? list.open() : list.close())}>
      <Popover.Target>
        <ActionIcon className="bell" variant="subtle" color="gray" size="lg" aria-label={say('notification.open', { n: unread })} onClick={list.toggle}>
          <IconBell size={19} stroke={1.6} aria-hidden />
          {unread > 0 && (
            <span className="bell-count tabular" aria-hidden>
              {unread > 99 ? '99+' : unread}
            </span>
          )}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={say('notification.title')}>
        {isOpen && <NotificationList close={list.close} hasUnread={unread > 0} />}
      </Popover.Dropdown>
    </Popover>
  );
}
