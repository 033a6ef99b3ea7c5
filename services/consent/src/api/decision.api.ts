import {
  ConsentDecisionSchema,
  DecisionService,
  RecordedDecisionSchema,
  wire,
  type ListDecisionsRequest,
  type MayManyRequest,
  type MayRequest,
} from '@rapport/contracts';
import { sentence, type CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { UnitOfWork, type Tx } from '@rapport/persistence';
import { decide, isAllowing, type Decision } from '../domain/decision.js';
import { DecisionStore } from '../store/decision.store.js';
import { PersonStore } from '../store/person.store.js';
import { PurposeStore } from '../store/purpose.store.js';
import { Customers } from './customers.js';

interface Question {
  readonly purpose: string;
  readonly channel: string;
  readonly forWhat: string;
}

@Serves(DecisionService)
export class DecisionApi implements Serving<typeof DecisionService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly people: PersonStore,
    private readonly purposes: PurposeStore,
    private readonly decisions: DecisionStore,
    private readonly customers: Customers,
  ) {}

  async may(call: CallContext, { subjectId, ...question }: MayRequest) {
    const [decision] = await this.decided(call, [subjectId], question);
    return decision!;
  }

  async mayMany(call: CallContext, { subjectIds, ...question }: MayManyRequest) {
    return { decisions: await this.decided(call, subjectIds, question) };
  }

  async listDecisions(call: CallContext, { contactId, ...page }: ListDecisionsRequest) {
    await this.customers.assertReached(call, contactId, 'decisions.read');
    return this.work.read(call, async (tx) => {
      const { decisions, nextPageToken } = await this.decisions.page(tx, contactId, page);
      return { decisions: decisions.map((row) => wire(RecordedDecisionSchema, row)), nextPageToken };
    });
  }

  /** Under `read`, although it may record: an idempotency key must not give yesterday's answer to whoever asks whether they may now. */
  private decided(call: CallContext, subjectIds: readonly string[], question: Question) {
    return this.work.read(call, async (tx) => {
      const [purpose, people] = await Promise.all([this.purposes.inUse(tx, question.purpose), this.people.of(tx, subjectIds, question.purpose)]);
      const channel = question.channel || 'none';
      const made = subjectIds.map((id) => decide(purpose, channel, people.get(id), tx.now));
      const kept = question.forWhat ? this.recorded(tx, subjectIds, { ...question, channel }, made) : [];
      return made.map((decision, at) =>
        wire(ConsentDecisionSchema, {
          ...factsOf(decision),
          subjectId: subjectIds[at]!,
          purpose: question.purpose,
          channel,
          advice: sentence(call.locale, decision.reason),
          decisionId: kept[at] ?? '',
        }),
      );
    });
  }

  private recorded(tx: Tx, subjectIds: readonly string[], question: Question, made: readonly Decision[]): string[] {
    const drafts = made.map((decision, at) => {
      const { allowed, reason, consentId } = factsOf(decision);
      return { ...question, contactId: subjectIds[at]!, allowed, reason, consentId };
    });
    return this.decisions.record(tx, drafts);
  }
}

function factsOf({ reason, entry }: Decision) {
  const allowed = isAllowing(reason);
  const agreed = reason === 'CONSENT_GIVEN' ? entry : undefined;
  return { allowed, reason, consentId: entry?.id ?? '', language: agreed?.language ?? '', textVersion: agreed?.textVersion ?? 0 };
}
