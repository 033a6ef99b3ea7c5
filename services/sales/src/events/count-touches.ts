import { Injectable } from '@nestjs/common';
import { TimelineEntryPutSchema } from '@rapport/contracts';
import { On, type Said } from '@rapport/messaging';
import type { Tx } from '@rapport/persistence';
import { TouchStore } from '../store/touch.store.js';

const touching: ReadonlySet<string> = new Set(['call', 'email', 'chat', 'meeting', 'sms', 'message']);

/** Whoever spoke with a customer, by whichever channel, the timeline says so. */
@Injectable()
export class CountTouches {
  constructor(private readonly touches: TouchStore) {}

  @On(TimelineEntryPutSchema)
  async count(tx: Tx, { subjectId, kind }: Said<typeof TimelineEntryPutSchema>): Promise<void> {
    if (touching.has(kind)) await this.touches.add(tx, subjectId, tx.cause!.at);
  }
}
