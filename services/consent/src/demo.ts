import { Injectable } from '@nestjs/common';
import type { CallContext } from '@rapport/kernel';
import { UnitOfWork, type Tx } from '@rapport/persistence';
import { serviceCall, type Demo, type DemoPerson, type DemoTenant } from '@rapport/runtime';
import { usualPurposes } from './demo-purposes.js';
import { LedgerStore } from './store/ledger.store.js';
import { PurposeTextStore } from './store/purpose-text.store.js';
import { PurposeStore } from './store/purpose.store.js';

const dayMs = 86_400_000;
/** A large base says no more than its first people do. */
const mostPeople = 200;

interface Said {
  readonly purpose: string;
  readonly channel?: string;
  readonly action: string;
  readonly way: string;
  readonly evidence?: string;
  readonly daysAgo: number;
}

/** Gives a demo tenant the usual purposes, and its people their say: most agreed to news by e-mail, some took it back, some were never asked. */
@Injectable()
export class ConsentDemo implements Demo {
  constructor(
    private readonly work: UnitOfWork,
    private readonly purposes: PurposeStore,
    private readonly texts: PurposeTextStore,
    private readonly ledger: LedgerStore,
  ) {}

  seed({ tenant }: CallContext, { people }: DemoTenant): Promise<boolean> {
    return this.work.run(serviceCall('consent', 'demo/seed', tenant), async (tx) => {
      if ((await this.purposes.allInUse(tx)).length > 0) return false;
      await this.addPurposes(tx);
      for (const [at, person] of people.slice(0, mostPeople).entries()) {
        for (const said of sayingsOf(at)) await this.record(tx, person, said);
      }
      return true;
    });
  }

  private async addPurposes(tx: Tx): Promise<void> {
    for (const { texts, ...purpose } of usualPurposes) {
      const { id } = await this.purposes.insert(tx, { ...purpose, channels: [...purpose.channels] });
      for (const text of texts) await this.texts.publish(tx, { ...text, purposeId: id, renewsConsent: false });
    }
  }

  private async record(tx: Tx, { id, language }: DemoPerson, { daysAgo, channel = '', evidence = '', ...said }: Said): Promise<void> {
    const occurredAt = new Date(tx.now.getTime() - daysAgo * dayMs);
    const statement = { ...said, contactId: id, channel, evidence, language, textVersion: 0, occurredAt };
    await this.ledger.record(tx, statement, { isCustomer: false, governs: false });
  }
}

/** What the person at this place said, over the last year. */
function sayingsOf(at: number): readonly Said[] {
  const place = at % 10;
  const news = { purpose: 'marketing', channel: 'email' };
  const onPaper = { way: 'paper', evidence: 'Подписанный бланк, папка 12' };
  const byPhone = { way: 'phone', evidence: 'Сказано в начале разговора' };
  const calls = (daysAgo: number): Said[] => ['call-recording', 'call-analysis'].map((purpose) => ({ purpose, action: 'given', ...byPhone, daysAgo }));
  if (place === 6) return [];
  if (place === 8) return [{ ...news, action: 'given', way: 'web-form', daysAgo: 2 }];
  return [
    { ...news, action: 'given', ...onPaper, daysAgo: 300 - place },
    ...(place % 2 === 0 ? [{ ...news, channel: 'sms', action: 'given', way: 'portal', daysAgo: 200 }] : []),
    ...(place === 3 || place === 9 ? [{ ...news, action: 'withdrawn', way: 'web-form', daysAgo: 40 }] : []),
    ...(place === 5 ? [{ purpose: 'scoring', action: 'objected', way: 'portal', daysAgo: 30 }] : []),
    ...calls(120),
    ...(place === 7 ? [{ purpose: 'call-analysis', action: 'withdrawn', ...byPhone, daysAgo: 10 }] : []),
  ];
}
