import { AiSettingsSchema, AiSettingsService, AiUse, AiUseSwitchedSchema, wire, type GetAiSettingsRequest, type SetAiSwitchRequest } from '@rapport/contracts';
import type { CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { UnitOfWork, type Tx } from '@rapport/persistence';
import { AiSwitchStore } from '../store/ai-switch.store.js';

const uses = Object.values(AiUse).filter((use): use is AiUse => typeof use === 'number' && use !== AiUse.UNSPECIFIED);

@Serves(AiSettingsService)
export class AiSettingsApi implements Serving<typeof AiSettingsService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly switches: AiSwitchStore,
  ) {}

  getAiSettings(call: CallContext, _request: GetAiSettingsRequest) {
    return this.work.read(call, (tx) => this.settings(tx));
  }

  setAiSwitch(call: CallContext, { use, on }: SetAiSwitchRequest) {
    return this.work.run(call, async (tx) => {
      await this.switches.set(tx, use, on);
      tx.audit({ action: on ? 'switch-on' : 'switch-off', noun: 'ai-use', ids: [AiUse[use]] });
      tx.say(AiUseSwitchedSchema, { use: `AI_USE_${AiUse[use]}`, on });
      return this.settings(tx);
    });
  }

  private async settings(tx: Tx) {
    const switched = new Map((await this.switches.list(tx)).map((one) => [one.use, one]));
    return wire(AiSettingsSchema, { switches: uses.map((use) => switched.get(use) ?? { use, on: true, changedBy: '' }) });
  }
}
