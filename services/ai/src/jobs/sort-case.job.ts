import { Injectable } from '@nestjs/common';
import { AiUse } from '@rapport/contracts';
import { Job, UnitOfWork, type JobHandler, type JobProgress, type Running } from '@rapport/persistence';
import { serviceCall } from '@rapport/runtime';
import { intentModel, sortMessage } from '../domain/intent/message-class.js';
import { OwnWord } from '../knowledge/own-word.js';
import { Uses } from '../knowledge/uses.js';
import { CaseReader, type SortInput } from '../sorting/case.reader.js';
import { AiLedgerStore } from '../store/ai-ledger.store.js';

/** Says what a customer's words are about: noted in the ledger first, then suggested to the desk. */
@Injectable()
@Job('sort-case')
export class SortCase implements JobHandler<SortInput> {
  constructor(
    private readonly uses: Uses,
    private readonly ownWord: OwnWord,
    private readonly cases: CaseReader,
    private readonly work: UnitOfWork,
    private readonly ledger: AiLedgerStore,
  ) {}

  async *run(job: Running<SortInput>): AsyncGenerator<JobProgress, void> {
    const call = () => serviceCall('ai', 'sort-case', job.call().tenant);
    const { caseId, messageId } = job.input;
    if (!(await this.uses.isOn(call(), AiUse.SORTING))) return;
    yield { step: 'read', done: 0, total: 2 };
    const written = await this.cases.read(call(), job.input);
    if (!written) return;
    const about = { contactId: written.contactId, purpose: 'case-sorting', channel: 'none', forWhat: `case:${caseId}` };
    if (await this.ownWord.isAgainst(call(), about)) return;
    const sorted = await sortMessage(written.text);
    const inputId = messageId || caseId;
    const ledgerId = yield* job.step('note', () => this.note(call(), inputId, written.contactId, JSON.stringify(sorted)));
    yield { step: 'suggest', done: 1, total: 2 };
    await this.cases.suggest(call(), caseId, ledgerId, sorted);
  }

  /** One entry a message, however often it is sorted. */
  private note(call: ReturnType<typeof serviceCall>, outputId: string, contactId: string, output: string): Promise<string> {
    const subject = contactId ? { subject: { noun: 'contact', id: contactId } } : {};
    const result = { use: AiUse.SORTING, kind: 'sorting', outputId, output, ...intentModel, ...subject, inputIds: [outputId], evidenceIds: [] };
    return this.work.run(call, async (tx) => (await this.ledger.idOf(tx, AiUse.SORTING, outputId)) ?? this.ledger.note(tx, result));
  }
}
