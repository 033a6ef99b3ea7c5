import { Injectable } from '@nestjs/common';
import { DecisionService } from '@rapport/contracts';
import type { CallContext } from '@rapport/kernel';
import { RpcCaller, rpcClient, type RpcClient } from '@rapport/messaging';

/** Refusals that are a person's own word. */
const own: readonly string[] = ['OBJECTED', 'RESTRICTED', 'CONSENT_WITHDRAWN'];

/** Whom a use of models is about, and for what. */
export interface UseOfModels {
  /** Empty for a customer who is not known: nobody then who could have said anything. */
  readonly contactId: string;
  readonly purpose: string;
  readonly channel: string;
  readonly forWhat: string;
}

/**
 * Whether a customer who came to us said no to a program themselves. Anything else, such as a purpose that the tenant has not set up, stops nothing that
 * the customer began.
 */
@Injectable()
export class OwnWord {
  private readonly decisions: RpcClient<typeof DecisionService>;

  constructor(rpc: RpcCaller) {
    this.decisions = rpcClient(DecisionService, rpc);
  }

  async isAgainst(call: CallContext, { contactId: subjectId, purpose, channel, forWhat }: UseOfModels): Promise<boolean> {
    if (!subjectId) return false;
    const { allowed, reason } = await this.decisions.may(call, { subjectId, purpose, channel, forWhat });
    return !allowed && own.includes(reason);
  }
}
