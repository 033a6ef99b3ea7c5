import { FollowService, type FollowRequest, type ListFollowersRequest } from '@rapport/contracts';
import type { CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { UnitOfWork, type Tx } from '@rapport/persistence';
import { CustomerStores, type CustomerRef } from '../store/customer.stores.js';
import { FollowStore } from '../store/follow.store.js';

@Serves(FollowService)
export class FollowApi implements Serving<typeof FollowService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly follows: FollowStore,
    private readonly customers: CustomerStores,
  ) {}

  follow(call: CallContext, { subject }: FollowRequest) {
    return this.change(call, subject!, 'follow');
  }

  unfollow(call: CallContext, { subject }: FollowRequest) {
    return this.change(call, subject!, 'unfollow');
  }

  listFollowers(call: CallContext, { noun, id }: ListFollowersRequest) {
    return this.work.read(call, async (tx) => {
      await this.customers.assertVisible(tx, { noun, id });
      return this.shown(tx, { noun, id });
    });
  }

  private change(call: CallContext, { noun, id }: CustomerRef, action: 'follow' | 'unfollow') {
    return this.work.run(call, async (tx) => {
      await this.customers.assertVisible(tx, { noun, id }, '/subject');
      if (await this.follows[action](tx, { noun, id })) tx.audit({ action, noun, ids: [id] });
      return this.shown(tx, { noun, id });
    });
  }

  private async shown(tx: Tx, subject: CustomerRef) {
    return { subject, ...(await this.follows.shown(tx, subject)) };
  }
}
