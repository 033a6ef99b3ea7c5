import { IntentService, type ClassifyMessageRequest } from '@rapport/contracts';
import type { CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { intentModel, sortMessage } from '../domain/intent/message-class.js';

@Serves(IntentService)
export class IntentApi implements Serving<typeof IntentService> {
  async classifyMessage(_call: CallContext, { text }: ClassifyMessageRequest) {
    return { ...(await sortMessage(text)), ...intentModel };
  }
}
