import { DealService, ProblemError, StageKind } from '@rapport/contracts/client';
import { callsOf } from '../api/api.js';
import type { CallOptions, NounCalls, NounRecord } from '../nouns/noun.js';
import { ask, type SaidFields, type SaidReason } from './question.js';
import { stageNamed } from './stages.js';

export const dealsCalls = callsOf(DealService);

/** The calls of deals: a change of the stage is a move, which asks for what it lacks. */
export function dealCalls(standard: NounCalls): NounCalls {
  return {
    ...standard,
    update: (id, draft, paths, options) =>
      paths.includes('stage_id') ? moved(id, String(draft['stageId'] ?? ''), options) : standard.update(id, draft, paths, options),
    sums: async (filter, { signal }) => {
      const { sums } = await dealsCalls.sumDeals({ filter }, signal ? { signal } : {});
      const byCurrency = new Map<string, number>();
      for (const { currency, amountMinor } of sums) byCurrency.set(currency, (byCurrency.get(currency) ?? 0) + Number(amountMinor));
      return byCurrency;
    },
  };
}

async function moved(id: string, stageId: string, options: CallOptions): Promise<NounRecord> {
  const isLost = (await stageNamed(stageId))?.kind === StageKind.LOST;
  const { reason, note } = isLost ? await ask<SaidReason>({ about: 'reason', of: 'deal' }) : { reason: '', note: '' };
  const move = (fields: SaidFields, by: CallOptions) =>
    dealsCalls.moveDeal({ id, stageId, closeReason: reason, closeNote: note, fields }, by) as Promise<unknown> as Promise<NounRecord>;
  try {
    return await move({}, options);
  } catch (thrown) {
    const missing = missingIn(thrown);
    if (missing.length === 0) throw thrown;
    // Another request now, so not under the key of the first one.
    const { idempotencyKey: _, ...again } = options;
    return move(await ask<SaidFields>({ about: 'fields', missing }), again);
  }
}

/** The fields that a stage requires and the deal lacks. */
function missingIn(thrown: unknown): readonly string[] {
  const problems = thrown instanceof ProblemError ? thrown.errors : [];
  return problems.flatMap(({ pointer }) => /^\/fields\/(\w+)$/.exec(pointer)?.[1] ?? []);
}
