import { Injectable } from '@nestjs/common';
import { AiVerdict, CaseSortedSchema, SortingState } from '@rapport/contracts';
import { On, type Said } from '@rapport/messaging';
import type { Tx } from '@rapport/persistence';
import { AiLedgerStore } from '../store/ai-ledger.store.js';

const verdicts: Partial<Record<SortingState, AiVerdict>> = {
  [SortingState.ACCEPTED]: AiVerdict.ACCEPTED,
  [SortingState.CORRECTED]: AiVerdict.CHANGED,
};

/** What colleagues made of a sorting stands in the ledger, under their names. */
@Injectable()
export class KeepSortings {
  constructor(private readonly ledger: AiLedgerStore) {}

  @On(CaseSortedSchema)
  async decided(tx: Tx, { state, ledgerId, decidedBy }: Said<typeof CaseSortedSchema>) {
    const verdict = verdicts[state];
    if (verdict && ledgerId && decidedBy) this.ledger.decide(tx, ledgerId, verdict, decidedBy);
  }
}
