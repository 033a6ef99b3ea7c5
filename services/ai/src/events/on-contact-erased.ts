import { Injectable } from '@nestjs/common';
import { ContactErasedSchema } from '@rapport/contracts';
import { On, type Said } from '@rapport/messaging';
import { JobQueue, type Tx } from '@rapport/persistence';
import { CallStore } from '../store/call.store.js';
import { ProposalStore } from '../store/proposal.store.js';
import { RecordingStore } from '../store/recording.store.js';
import { TurnStore } from '../store/turn.store.js';

/** A person was erased: their key is destroyed, so nothing of theirs can be read any more; what is left of it goes too. */
@Injectable()
export class OnContactErased {
  constructor(
    private readonly calls: CallStore,
    private readonly recordings: RecordingStore,
    private readonly turns: TurnStore,
    private readonly proposals: ProposalStore,
    private readonly jobs: JobQueue,
  ) {}

  @On(ContactErasedSchema)
  async forget(tx: Tx, { contactId }: Said<typeof ContactErasedSchema>) {
    await this.turns.forget(tx, contactId);
    const files = await this.recordings.forget(tx, contactId);
    await this.proposals.forget(tx, contactId);
    await this.calls.forget(tx, contactId);
    if (files.length > 0) await this.jobs.enqueue(tx, 'remove-recordings', { ids: files }, { class: 'bulk' });
  }
}
