import { Injectable } from '@nestjs/common';
import type { Tx } from '@rapport/persistence';
import { CallStore } from '../store/call.store.js';
import { ProposalStore } from '../store/proposal.store.js';
import { RecordingStore } from '../store/recording.store.js';
import { TurnStore } from '../store/turn.store.js';

/** Takes away what is kept of a person's calls. */
@Injectable()
export class CallEraser {
  constructor(
    private readonly calls: CallStore,
    private readonly recordings: RecordingStore,
    private readonly turns: TurnStore,
    private readonly proposals: ProposalStore,
  ) {}

  /** Answers the files that no row names any more. */
  async forget(tx: Tx, contactId: string): Promise<string[]> {
    await this.turns.forget(tx, contactId);
    const files = await this.recordings.forget(tx, contactId);
    await this.proposals.forget(tx, contactId);
    await this.calls.forgetProgress(tx, contactId);
    await this.calls.forget(tx, contactId);
    return files;
  }
}
