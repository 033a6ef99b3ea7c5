import { Injectable } from '@nestjs/common';
import { AiUse, DecisionService, ScoringService } from '@rapport/contracts';
import type { CallContext } from '@rapport/kernel';
import { RpcCaller, rpcClient, type RpcClient } from '@rapport/messaging';
import { UnitOfWork } from '@rapport/persistence';
import type { Features } from '../domain/scoring/example.js';
import { ruleScore, ruleVersion } from '../domain/scoring/rule-score.js';
import { scoreOf, topReasons } from '../domain/scoring/scorecard.js';
import { AiLedgerStore } from '../store/ai-ledger.store.js';
import { AiSwitchStore } from '../store/ai-switch.store.js';
import { ScoringModelStore } from '../store/scoring-model.store.js';
import type { JudgedRecord } from './judged-records.js';

/** Scores a record where that is allowed, and takes its score away where it is not. */
@Injectable()
export class Scoring {
  private readonly sales: RpcClient<typeof ScoringService>;
  private readonly decisions: RpcClient<typeof DecisionService>;

  constructor(
    rpc: RpcCaller,
    private readonly work: UnitOfWork,
    private readonly models: ScoringModelStore,
    private readonly switches: AiSwitchStore,
    private readonly ledger: AiLedgerStore,
  ) {
    this.sales = rpcClient(ScoringService, rpc);
    this.decisions = rpcClient(DecisionService, rpc);
  }

  /** What has ended keeps the score that it had. With a moment, what is known now is kept to learn from. */
  async settle(call: CallContext, record: JudgedRecord, moment?: string): Promise<void> {
    const named = { noun: record.noun, recordId: record.id };
    if (!(await this.isAllowed(call, record))) {
      if (record.isScored) await this.sales.clearScore(call, named);
      return;
    }
    if (!record.open) return;
    const known = moment ? await this.sales.keepScoringFeatures(call, { ...named, moment }) : await this.sales.getScoringFeatures(call, named);
    await this.write(call, record, known.features ?? {});
  }

  private async isAllowed(call: CallContext, { noun, id, contactId }: JudgedRecord): Promise<boolean> {
    if (!(await this.work.read(call, (tx) => this.switches.isOn(tx, AiUse.SCORING)))) return false;
    if (!contactId) return true;
    return (await this.decisions.may(call, { subjectId: contactId, purpose: 'scoring', channel: 'none', forWhat: `${noun}:${id}` })).allowed;
  }

  private async write(call: CallContext, { noun, id, contactId }: JudgedRecord, features: Features): Promise<void> {
    const model = await this.work.read(call, (tx) => this.models.active(tx, noun));
    const answer = model ? scoreOf(model.card, features) : ruleScore(features);
    const by = model ? { modelId: model.id, modelVersion: String(model.version) } : { modelId: 'rules', modelVersion: ruleVersion };
    const reasons = topReasons(answer.contributions);
    const { id: outputId } = await this.sales.setScore(call, { noun, recordId: id, ...by, probability: answer.probability, reasons });
    const result = {
      use: AiUse.SCORING,
      kind: 'score',
      outputId,
      output: JSON.stringify([answer.probability, reasons]),
      model: by.modelId,
      modelVersion: by.modelVersion,
    };
    const subject = contactId ? { subject: { noun: 'contact', id: contactId } } : {};
    await this.work.run(call, async (tx) => {
      if (await this.ledger.knows(tx, outputId)) return;
      this.ledger.note(tx, { ...result, ...subject, inputIds: [id], evidenceIds: reasons.map(({ feature }) => feature) });
    });
  }
}
