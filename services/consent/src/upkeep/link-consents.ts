import { Injectable } from '@nestjs/common';
import { silentLog } from '@rapport/kernel';
import { HashChain, type UnitOfWork } from '@rapport/persistence';
import { ServiceBackground, type Upkeep } from '@rapport/runtime';
import { consentsChained } from '../store/consent.store.js';

/** Links new entries into the tenants' chains, soon after they were written. */
@Injectable()
export class LinkConsents implements Upkeep {
  private readonly chain;
  private unhear: (() => void) | undefined;

  constructor({ db, names }: ServiceBackground) {
    this.chain = new HashChain(consentsChained, { db, names, log: silentLog });
  }

  start(work: UnitOfWork): void {
    this.unhear = work.said.onRing(() => this.chain.wake());
    this.chain.start();
  }

  async stop(): Promise<void> {
    this.unhear?.();
    await this.chain.stop();
  }
}
