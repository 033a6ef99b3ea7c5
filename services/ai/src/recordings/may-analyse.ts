import { Injectable } from '@nestjs/common';
import { AiUse, DecisionService } from '@rapport/contracts';
import { AppError, type CallContext, type Reason } from '@rapport/kernel';
import { RpcCaller, rpcClient, type RpcClient } from '@rapport/messaging';
import { UnitOfWork } from '@rapport/persistence';
import { AiSwitchStore } from '../store/ai-switch.store.js';

/** Asks whether a person's calls may be analysed, each time anew: what was withdrawn is refused from then on. */
@Injectable()
export class MayAnalyse {
  private readonly decisions: RpcClient<typeof DecisionService>;

  constructor(
    rpc: RpcCaller,
    private readonly work: UnitOfWork,
    private readonly switches: AiSwitchStore,
  ) {
    this.decisions = rpcClient(DecisionService, rpc);
  }

  /** Throws `AI_USE_OFF` where the tenant switched transcription off, and `forbidden` with the reason of the person's refusal, such as `CONSENT_WITHDRAWN`. */
  async assert(call: CallContext, { id, contactId }: { readonly id: string; readonly contactId: string }): Promise<void> {
    await this.work.read(call, (tx) => this.switches.assertOn(tx, AiUse.TRANSCRIPTION));
    const { allowed, reason } = await this.decisions.may(call, { subjectId: contactId, purpose: 'call-analysis', channel: 'none', forWhat: `call:${id}` });
    if (!allowed) throw new AppError('forbidden', reason as Reason);
  }
}
