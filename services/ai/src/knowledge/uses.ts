import { Injectable } from '@nestjs/common';
import type { AiUse } from '@rapport/contracts';
import type { CallContext } from '@rapport/kernel';
import { UnitOfWork } from '@rapport/persistence';
import { AiSwitchStore } from '../store/ai-switch.store.js';

/** Which uses of models a tenant allows now. */
@Injectable()
export class Uses {
  constructor(
    private readonly work: UnitOfWork,
    private readonly switches: AiSwitchStore,
  ) {}

  isOn(call: CallContext, use: AiUse): Promise<boolean> {
    return this.work.read(call, (tx) => this.switches.isOn(tx, use));
  }

  /** Throws `AI_USE_OFF` where the tenant switched it off. */
  assertOn(call: CallContext, use: AiUse): Promise<void> {
    return this.work.read(call, (tx) => this.switches.assertOn(tx, use));
  }
}
