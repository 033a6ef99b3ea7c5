import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import {
  DealScoredSchema,
  LeadScoredSchema,
  ScoringExampleSchema,
  ScoringService,
  wire,
  type ClearScoreRequest,
  type GetScoringFeaturesRequest,
  type KeepScoringFeaturesRequest,
  type ListScoringExamplesRequest,
  type SetScoreRequest,
} from '@rapport/contracts';
import { timestampDate } from '@bufbuild/protobuf/wkt';
import type { CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { UnitOfWork, type Tx } from '@rapport/persistence';
import type { Features } from '../domain/features.js';
import { ScoreStore, type Scored } from '../store/score.store.js';
import { ScoringFeatures } from '../store/scoring-features.js';
import { SnapshotStore, type Judged } from '../store/snapshot.store.js';
import { scoreOnWire } from './scores-on-wire.js';

@Serves(ScoringService)
export class ScoringApi implements Serving<typeof ScoringService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly features: ScoringFeatures,
    private readonly snapshots: SnapshotStore,
    private readonly scores: ScoreStore,
  ) {}

  getScoringFeatures(call: CallContext, request: GetScoringFeaturesRequest) {
    return this.work.read(call, async (tx) => ({ features: await this.features.of(tx, judgedOf(request)), at: timestampFromDate(tx.now) }));
  }

  keepScoringFeatures(call: CallContext, request: KeepScoringFeaturesRequest) {
    const judged = judgedOf(request);
    return this.work.run(call, async (tx) => {
      const features = { ...(await this.features.of(tx, judged)), ...factsOf(request.facts) };
      await this.snapshots.keep(tx, judged, request.moment, features);
      return { features, at: timestampFromDate(tx.now) };
    });
  }

  listScoringExamples(call: CallContext, { noun, since, pageSize, pageToken }: ListScoringExamplesRequest) {
    return this.work.read(call, async (tx) => {
      const page = await this.snapshots.examples(tx, { noun, since: since && timestampDate(since), pageSize, pageToken });
      return { examples: page.examples.map((example) => wire(ScoringExampleSchema, example)), nextPageToken: page.nextPageToken };
    });
  }

  setScore(call: CallContext, { modelId, modelVersion, probability, reasons, ...request }: SetScoreRequest) {
    const judged = judgedOf(request);
    return this.work.run(call, async (tx) => {
      const answer = { modelId, modelVersion, probability, reasons: reasons.map(({ feature, value, weight }) => ({ feature, value, weight })) };
      const { score, scored } = await this.scores.put(tx, judged, answer);
      this.say(tx, judged, scored, Math.round(probability * 100));
      return scoreOnWire(score);
    });
  }

  clearScore(call: CallContext, request: ClearScoreRequest) {
    const judged = judgedOf(request);
    return this.work.run(call, async (tx) => {
      const { cleared, scored } = await this.scores.clear(tx, judged);
      if (cleared) this.say(tx, judged, scored, 0);
      return { cleared };
    });
  }

  private say(tx: Tx, { noun, id }: Judged, { ownerId: owner, teamId: team, contactId, companyId }: Scored, score: number): void {
    if (noun === 'lead') tx.say(LeadScoredSchema, { leadId: id, score }, { owner, team });
    else tx.say(DealScoredSchema, { dealId: id, contactId, companyId, score }, { owner, team });
  }
}

function judgedOf({ noun, recordId }: { readonly noun: string; readonly recordId: string }): Judged {
  return { noun: noun as Judged['noun'], id: recordId };
}

/** Numbers, flags and short words: a longer text could hold what somebody said. */
function factsOf(facts: object | undefined): Features {
  const entries = Object.entries(facts ?? {}) as [string, unknown][];
  const plain = entries.filter(([, value]) => typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && value.length <= 60));
  return Object.fromEntries(plain) as Features;
}
