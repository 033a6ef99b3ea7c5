import { Injectable } from '@nestjs/common';
import { AuthorKind, CaseMessagePostedSchema, CaseOpenedSchema } from '@rapport/contracts';
import { On, type Said } from '@rapport/messaging';
import { JobQueue, type Tx } from '@rapport/persistence';

/** A customer came with something, or wrote more of it: it is to be sorted. */
@Injectable()
export class OnCase {
  constructor(private readonly jobs: JobQueue) {}

  @On(CaseOpenedSchema)
  opened(tx: Tx, { caseId }: Said<typeof CaseOpenedSchema>) {
    return this.sort(tx, caseId, '');
  }

  @On(CaseMessagePostedSchema)
  async wrote(tx: Tx, { caseId, messageId, authorKind }: Said<typeof CaseMessagePostedSchema>) {
    if (authorKind === AuthorKind.CUSTOMER) await this.sort(tx, caseId, messageId);
  }

  private async sort(tx: Tx, caseId: string, messageId: string): Promise<void> {
    await this.jobs.enqueue(tx, 'sort-case', { caseId, messageId }, { key: messageId || caseId });
  }
}
