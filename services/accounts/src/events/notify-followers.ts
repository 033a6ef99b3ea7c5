import type { Message } from '@bufbuild/protobuf';
import { Injectable } from '@nestjs/common';
import { concernedBy, lineOf, registry, timelineEvents } from '@rapport/contracts';
import { OnEach } from '@rapport/messaging';
import type { Tx } from '@rapport/persistence';
import { isCustomer } from '../store/customer.stores.js';
import { FollowStore } from '../store/follow.store.js';
import { NotificationStore } from '../store/notification.store.js';

/** Tells those who follow a customer of whatever stands in the customer's timeline, whichever service said it. */
@Injectable()
export class NotifyFollowers {
  constructor(
    private readonly follows: FollowStore,
    private readonly notifications: NotificationStore,
  ) {}

  @OnEach(timelineEvents, { as: 'followers' })
  async happened(tx: Tx, said: Message): Promise<void> {
    const event = registry.getMessage(said.$typeName)!;
    const { kind, facts } = lineOf(event, said);
    for (const { noun, id } of concernedBy(event, said).filter(isCustomer)) {
      const customer = { noun, id };
      const followers = await this.follows.followers(tx, customer);
      await this.notifications.tell(tx, followers, { kind: 'followed-record-changed', record: customer, subject: customer, facts: { ...facts, kind } });
    }
  }
}
