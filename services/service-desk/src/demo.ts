import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { Injectable } from '@nestjs/common';
import { CaseChannelSchema, CaseOpenedSchema, CasePrioritySchema, CaseStatusSchema, CaseTypeSchema, enumValueNamed } from '@rapport/contracts';
import type { CallContext } from '@rapport/kernel';
import { UnitOfWork, type Tx } from '@rapport/persistence';
import type { Demo, DemoPerson, DemoTenant } from '@rapport/runtime';
import { demoCases, type DemoCase } from './demo.files.js';
import { DemoKnowledge } from './demo.knowledge.js';
import { authorKind, caseStatus } from './domain/case.js';
import { caseTurn } from './domain/turn.js';
import { CaseMessageStore } from './store/case-message.store.js';
import { CaseStore } from './store/case.store.js';
import { DeskSettingsStore } from './store/desk-settings.store.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Fills the tenant of a company that sells and services coffee machines and water filters: its knowledge base, and its customers' cases. */
@Injectable()
export class DeskDemo implements Demo {
  constructor(
    private readonly work: UnitOfWork,
    private readonly settings: DeskSettingsStore,
    private readonly knowledge: DemoKnowledge,
    private readonly cases: CaseStore,
    private readonly messages: CaseMessageStore,
  ) {}

  /** Seeds once: a desk that has articles was seeded before. */
  seed(call: CallContext, tenant: DemoTenant): Promise<boolean> {
    if (tenant.name !== 'acme') return Promise.resolve(false);
    return this.work.run(call, async (tx) => {
      if (await this.knowledge.isThere(tx)) return false;
      await this.knowledge.add(tx, { editorId: idOf('anna', tenant), reviewerId: idOf('mark', tenant) });
      for (const one of demoCases().toSorted((left, right) => right.daysAgo - left.daysAgo)) await this.addCase(tx, one, tenant);
      await this.settings.put(tx, {
        ownReview: false,
        turn: caseTurn.leastLoad,
        agentIds: [idOf('anna', tenant)],
        teamId: `${tenant.name}/support`,
        visitors: true,
        visitorSites: [],
        intentTeams: [{ intent: 'product-question', teamId: `${tenant.name}/sales` }],
      });
      return true;
    });
  }

  private async addCase(tx: Tx, one: DemoCase, tenant: DemoTenant): Promise<void> {
    const person = tenant.people.find(({ email }) => email.startsWith(`${one.mailbox}@`));
    if (!person) return;
    const openedAt = daysBefore(tx, one.daysAgo);
    const times = one.said.map((_, at) => new Date(Math.min(tx.now.getTime(), openedAt.getTime() + (at + 1) * 1.5 * hourMs)));
    const draft = draftOf(one, person, tenant);
    const answeredAt = times[one.said.findIndex(({ by }) => by === 'A')];
    const isDone = draft.status >= caseStatus.solved;
    const made = await this.cases.open(tx, {
      ...draft,
      ...(answeredAt && { firstResponseAt: answeredAt }),
      ...(isDone && { solvedAt: times.at(-1) ?? openedAt }),
    });
    this.cases.backdate(tx, made.id, openedAt, times.at(-1) ?? openedAt);
    for (const [at, { by, body }] of one.said.entries()) {
      const author = by === 'C' ? { authorKind: authorKind.customer, authorId: '' } : { authorKind: authorKind.agent, authorId: idOf('anna', tenant) };
      await this.messages.insertAt(tx, { ...author, caseId: made.id, contactId: person.id, internal: by === 'N', body }, times[at]!);
    }
    const { id: caseId, contactId, companyId, number, type, priority, channel, language } = made;
    tx.say(CaseOpenedSchema, { caseId, contactId, companyId, number, type, priority, channel, language, openedAt: timestampFromDate(openedAt) });
  }
}

function draftOf({ title, description, type, priority, status, channel, tags, said }: DemoCase, { id, companyId }: DemoPerson, tenant: DemoTenant) {
  const ownerId = said.some(({ by }) => by !== 'C') ? idOf('anna', tenant) : '';
  return {
    title,
    description,
    contactId: id,
    companyId,
    type: enumValueNamed(CaseTypeSchema, type) ?? 0,
    priority: enumValueNamed(CasePrioritySchema, priority) ?? 0,
    status: enumValueNamed(CaseStatusSchema, status) ?? 0,
    channel: enumValueNamed(CaseChannelSchema, channel) ?? 0,
    language: /[а-яё]/i.test(title + description) ? 'ru' : 'en',
    tags: [...tags],
    reopened: 0,
    ownerId,
    teamId: `${tenant.name}/support`,
  };
}

function daysBefore({ now }: Tx, days: number): Date {
  return new Date(now.getTime() - days * dayMs - hourMs);
}

function idOf(username: string, { colleagues }: DemoTenant): string {
  return colleagues.find((colleague) => colleague.username === username)?.id ?? '';
}
