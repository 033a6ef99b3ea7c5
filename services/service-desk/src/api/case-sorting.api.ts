import {
  CaseSortingSchema,
  CaseSortingService,
  wire,
  type DecideCaseSortingRequest,
  type GetRequest,
  type SuggestCaseSortingRequest,
} from '@rapport/contracts';
import type { CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { UnitOfWork } from '@rapport/persistence';
import type { Sorting } from '../domain/sorting.js';
import { CaseSortingStore } from '../store/case-sorting.store.js';
import { CaseSorter } from '../store/case.sorter.js';
import { CaseStore } from '../store/case.store.js';

@Serves(CaseSortingService)
export class CaseSortingApi implements Serving<typeof CaseSortingService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly cases: CaseStore,
    private readonly sortings: CaseSortingStore,
    private readonly sorter: CaseSorter,
  ) {}

  getCaseSorting(call: CallContext, { id }: GetRequest) {
    return this.work.read(call, async (tx) => {
      await this.cases.assertVisible(tx, id);
      return shown(id, await this.sortings.get(tx, id));
    });
  }

  decideCaseSorting(call: CallContext, { id, intent }: DecideCaseSortingRequest) {
    return this.work.run(call, async (tx) => shown(id, await this.sorter.decide(tx, id, intent)));
  }

  suggestCaseSorting(call: CallContext, { caseId, ...guess }: SuggestCaseSortingRequest) {
    const { intent, confidence, language, urgent, model, modelVersion, ledgerId } = guess;
    return this.work.run(call, async (tx) => {
      return shown(caseId, await this.sorter.suggest(tx, caseId, { intent, confidence, language, urgent, model, modelVersion, ledgerId }));
    });
  }
}

function shown(caseId: string, sorting: Sorting | undefined) {
  return wire(CaseSortingSchema, { ...(sorting ?? unsorted), caseId });
}

const unsorted: Sorting = {
  state: 0,
  intent: '',
  confidence: 0,
  language: '',
  type: 0,
  priority: 0,
  teamId: '',
  model: '',
  modelVersion: '',
  ledgerId: '',
  decidedBy: '',
};
