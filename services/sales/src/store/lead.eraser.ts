import { Injectable } from '@nestjs/common';
import { LeadErasedSchema } from '@rapport/contracts';
import type { Tx } from '@rapport/persistence';
import type { Eraser } from '@rapport/runtime';
import { ConversionStore } from './conversion.store.js';
import { LeadStore } from './lead.store.js';

/** Destroys all that is known of a lead. What models learnt from it holds nothing personal and stays. */
@Injectable()
export class LeadEraser implements Eraser {
  constructor(
    private readonly leads: LeadStore,
    private readonly conversions: ConversionStore,
  ) {}

  async erase(tx: Tx, id: string): Promise<void> {
    await this.leads.erase(tx, id);
    await this.conversions.forget(tx, id);
    tx.say(LeadErasedSchema, { leadId: id });
  }
}
