import { Injectable } from '@nestjs/common';
import { timestampDate } from '@bufbuild/protobuf/wkt';
import { ScoringService } from '@rapport/contracts';
import type { CallContext } from '@rapport/kernel';
import { RpcCaller, rpcClient, type RpcClient } from '@rapport/messaging';
import type { Example } from '../domain/scoring/example.js';
import { fairnessOf, type GroupReport } from '../domain/scoring/fairness.js';
import type { Trained } from '../domain/scoring/training.js';
import type { Scored } from '../store/scoring-model.store.js';
import { JudgedRecords } from './judged-records.js';

const mostGrouped = 300;

/** What a training reads of other services. */
@Injectable()
export class Learning {
  private readonly sales: RpcClient<typeof ScoringService>;

  constructor(
    rpc: RpcCaller,
    private readonly records: JudgedRecords,
  ) {
    this.sales = rpcClient(ScoringService, rpc);
  }

  /** The tenant's history, page by page. */
  async *history(call: () => CallContext, noun: Scored): AsyncGenerator<Example[]> {
    let pageToken = '';
    do {
      const page = await this.sales.listScoringExamples(call(), { noun, pageSize: 500, pageToken });
      yield page.examples.map(({ id, recordId, at, features, succeeded, outcomeAt }) => ({
        id,
        recordId,
        at: timestampDate(at!),
        features: features ?? {},
        succeeded,
        outcomeAt: timestampDate(outcomeAt!),
      }));
      pageToken = page.nextPageToken;
    } while (pageToken);
  }

  /** How groups of people fared in the latest period; of very many records the first ones stand for all. */
  async fairness(call: () => CallContext, noun: Scored, judged: Trained['judgedOn']): Promise<GroupReport[]> {
    const ids = [...new Set(judged.map(({ recordId }) => recordId))].slice(0, mostGrouped);
    const groups = new Map<string, Record<string, string>>();
    for (const id of ids) {
      const record = await this.records.find(call(), { noun, id });
      if (!record) continue;
      const language = record.contactId ? await this.records.languageOf(call(), record.contactId) : '';
      groups.set(id, { ...(language && { language }), ...(record.region && { region: record.region }) });
    }
    return fairnessOf(judged.filter(({ recordId }) => groups.has(recordId)).map((one) => ({ ...one, groups: groups.get(one.recordId)! })));
  }
}
