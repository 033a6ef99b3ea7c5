import { Injectable } from '@nestjs/common';
import { ContactErasedSchema } from '@rapport/contracts';
import { AppError } from '@rapport/kernel';
import { On, type Said } from '@rapport/messaging';
import type { Tx } from '@rapport/persistence';
import { DealStore } from '../store/deal.store.js';
import { LeadEraser } from '../store/lead.eraser.js';
import { LeadStore } from '../store/lead.store.js';
import { TouchStore } from '../store/touch.store.js';

/** Whose data was erased is a customer no more: their leads go, their deals stay as sums without a name. */
@Injectable()
export class ForgetCustomer {
  constructor(
    private readonly leads: LeadStore,
    private readonly eraser: LeadEraser,
    private readonly deals: DealStore,
    private readonly touches: TouchStore,
  ) {}

  @On(ContactErasedSchema)
  async forget(tx: Tx, { contactId }: Said<typeof ContactErasedSchema>): Promise<void> {
    await this.deals.release(tx, contactId);
    await this.deals.unlink(tx, contactId);
    await this.touches.forget(tx, contactId);
    for (const id of await this.leads.idsOfContact(tx, contactId)) await this.erase(tx, id);
  }

  private async erase(tx: Tx, id: string): Promise<void> {
    try {
      await this.eraser.erase(tx, id);
    } catch (thrown) {
      if (!(thrown instanceof AppError && thrown.reason === 'ERASED')) throw thrown;
    }
  }
}
