import { FollowService, NotificationService } from '@rapport/contracts/client';
import { queryOptions } from '@tanstack/react-query';
import { callsOf } from '../api/api.js';
import { keys } from '../api/keys.js';

export const notifications = callsOf(NotificationService);
export const follows = callsOf(FollowService);

/** How many notifications wait to be read. */
export const unreadQuery = queryOptions({
  queryKey: [...keys.notifications, 'unread'],
  queryFn: async ({ signal }) => (await notifications.countUnreadNotifications({}, { signal })).unread,
});

/** The newest notifications. */
export const newestQuery = queryOptions({
  queryKey: [...keys.notifications, 'newest'],
  queryFn: async ({ signal }) => (await notifications.listNotifications({ pageSize: 30 }, { signal })).notifications,
});
