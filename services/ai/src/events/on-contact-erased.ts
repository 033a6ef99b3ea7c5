import { Injectable } from '@nestjs/common';
import { ContactErasedSchema } from '@rapport/contracts';
import { On, type Said } from '@rapport/messaging';
import { JobQueue, type Tx } from '@rapport/persistence';
import { CallEraser } from '../recordings/call.eraser.js';
import { DraftStore } from '../store/draft.store.js';

/** A person was erased: their key is destroyed, so nothing of theirs can be read any more; what is left of it goes too. */
@Injectable()
export class OnContactErased {
  constructor(
    private readonly calls: CallEraser,
    private readonly drafts: DraftStore,
    private readonly jobs: JobQueue,
  ) {}

  @On(ContactErasedSchema)
  async forget(tx: Tx, { contactId }: Said<typeof ContactErasedSchema>) {
    const files = await this.calls.forget(tx, contactId);
    await this.drafts.forget(tx, contactId);
    if (files.length > 0) await this.jobs.enqueue(tx, 'remove-recordings', { ids: files }, { class: 'bulk' });
  }
}
