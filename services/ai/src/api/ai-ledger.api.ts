import { AiLedgerService, AiRecordSchema, wire, type ListAiRecordsRequest } from '@rapport/contracts';
import type { CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { UnitOfWork } from '@rapport/persistence';
import { AiLedgerStore } from '../store/ai-ledger.store.js';

@Serves(AiLedgerService)
export class AiLedgerApi implements Serving<typeof AiLedgerService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly ledger: AiLedgerStore,
  ) {}

  listAiRecords(call: CallContext, request: ListAiRecordsRequest) {
    return this.work.read(call, async (tx) => {
      const { records, nextPageToken } = await this.ledger.page(tx, request);
      return { records: records.map((record) => wire(AiRecordSchema, record)), nextPageToken };
    });
  }
}
