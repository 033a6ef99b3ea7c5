import {
  NotificationSchema,
  NotificationService,
  NotificationsReadSchema,
  wire,
  type CountUnreadNotificationsRequest,
  type ListNotificationsRequest,
  type MarkAllNotificationsReadRequest,
  type MarkNotificationsReadRequest,
} from '@rapport/contracts';
import { timestampDate } from '@bufbuild/protobuf/wkt';
import type { CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { UnitOfWork, type Tx } from '@rapport/persistence';
import { NotificationStore } from '../store/notification.store.js';

@Serves(NotificationService)
export class NotificationApi implements Serving<typeof NotificationService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly notifications: NotificationStore,
  ) {}

  listNotifications(call: CallContext, request: ListNotificationsRequest) {
    return this.work.read(call, async (tx) => {
      const { notifications, nextPageToken } = await this.notifications.page(tx, request);
      const unread = await this.notifications.unread(tx);
      return { notifications: notifications.map((one) => wire(NotificationSchema, one)), nextPageToken, unread };
    });
  }

  countUnreadNotifications(call: CallContext, _request: CountUnreadNotificationsRequest) {
    return this.work.read(call, async (tx) => ({ unread: await this.notifications.unread(tx) }));
  }

  markNotificationsRead(call: CallContext, { notificationIds }: MarkNotificationsReadRequest) {
    return this.marked(call, (tx) => this.notifications.markRead(tx, notificationIds));
  }

  markAllNotificationsRead(call: CallContext, { until }: MarkAllNotificationsReadRequest) {
    return this.marked(call, (tx) => this.notifications.markAllRead(tx, until && timestampDate(until)));
  }

  /** One's other windows are told, and nobody else. */
  private marked(call: CallContext, mark: (tx: Tx) => Promise<number>) {
    return this.work.run(call, async (tx) => {
      const { id } = call.principal;
      if ((await mark(tx)) > 0) tx.say(NotificationsReadSchema, { userId: id }, { owner: id });
      return { unread: await this.notifications.unread(tx) };
    });
  }
}
