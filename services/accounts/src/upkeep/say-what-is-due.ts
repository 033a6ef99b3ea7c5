import { Injectable } from '@nestjs/common';
import { TaskDueSchema } from '@rapport/contracts';
import { silentLog, type TenantId } from '@rapport/kernel';
import { BackgroundLoop, RecordParts, type UnitOfWork } from '@rapport/persistence';
import { serviceCall, type Upkeep } from '@rapport/runtime';
import { TaskReminderStore } from '../store/task-reminder.store.js';

const portion = 100;

/** Says of each time at which a task reminds that it has come: once, however many processes look, for whoever takes the time away says so in the same transaction. */
@Injectable()
export class SayWhatIsDue implements Upkeep {
  private loop: BackgroundLoop | undefined;

  constructor(
    private readonly reminders: TaskReminderStore,
    private readonly parts: RecordParts,
  ) {}

  start(work: UnitOfWork): void {
    this.loop = new BackgroundLoop({ name: 'say-what-is-due', step: () => this.say(work), restMs: 2000, log: silentLog });
    this.loop.start();
  }

  async stop(): Promise<void> {
    await this.loop?.stop();
  }

  /** A portion of every tenant; true if more may wait. */
  private async say(work: UnitOfWork): Promise<boolean> {
    let more = false;
    for (const tenant of await this.reminders.tenantsDue(this.parts.clock.now())) more = (await this.sayIn(work, tenant)) === portion || more;
    return more;
  }

  private sayIn(work: UnitOfWork, tenant: TenantId): Promise<number> {
    return work.run(serviceCall('accounts', 'upkeep/say-what-is-due', tenant), async (tx) => {
      const due = await this.reminders.take(tx, portion);
      for (const { teamId, ...facts } of due) tx.say(TaskDueSchema, facts, { owner: facts.ownerId, ...(teamId && { team: teamId }) });
      return due.length;
    });
  }
}
