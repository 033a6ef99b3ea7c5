import { Injectable } from '@nestjs/common';
import { silentLog } from '@rapport/kernel';
import { BackgroundLoop, RecordParts, type UnitOfWork } from '@rapport/persistence';
import { serviceCall, type Upkeep } from '@rapport/runtime';
import { CustomerStores } from '../store/customer.stores.js';

const portion = 1000;

/** Gives new and renamed customers their place in the order of names, soon after they were written. */
@Injectable()
export class KeepRanks implements Upkeep {
  private loop: BackgroundLoop | undefined;
  private unhear: (() => void) | undefined;

  constructor(
    private readonly customers: CustomerStores,
    private readonly parts: RecordParts,
  ) {}

  start(work: UnitOfWork): void {
    const loop = new BackgroundLoop({ name: 'keep-ranks', step: () => this.settle(work), restMs: 2000, pauseMs: 1000, log: silentLog });
    this.unhear = work.said.onRing(() => loop.wake());
    this.loop = loop;
    loop.start();
  }

  async stop(): Promise<void> {
    this.unhear?.();
    await this.loop?.stop();
  }

  /** Ranks a portion of every tenant that was written to; true if more may wait. */
  private async settle(work: UnitOfWork): Promise<boolean> {
    for (const tenant of this.parts.ranks.marked()) {
      await work.run(serviceCall('accounts', 'upkeep/keep-ranks', tenant), async (tx) => {
        await this.customers.contacts.settle(tx, portion);
        await this.customers.companies.settle(tx, portion);
      });
    }
    return false;
  }
}
