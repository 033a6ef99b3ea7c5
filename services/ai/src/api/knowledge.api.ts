import { AiUse, KnowledgeAnswerSchema, KnowledgeService, type AskKnowledgeRequest, type RebuildKnowledgeRequest } from '@rapport/contracts';
import { create } from '@bufbuild/protobuf';
import { withoutCommand, type CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { JobQueue, UnitOfWork } from '@rapport/persistence';
import { Answering, audiencesOf } from '../knowledge/answering.js';

@Serves(KnowledgeService)
export class KnowledgeApi implements Serving<typeof KnowledgeService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly jobs: JobQueue,
    private readonly answering: Answering,
  ) {}

  /** A question asked again is answered again: what was withdrawn meanwhile must not come back. */
  async askKnowledge(asking: CallContext, { question, language, about }: AskKnowledgeRequest) {
    const call = withoutCommand(asking);
    const answer = await this.answering.answer(call, { question, language, about, audiences: audiencesOf(call), use: AiUse.ANSWERS });
    return create(KnowledgeAnswerSchema, { ...answer, citations: [...answer.citations] });
  }

  rebuildKnowledge(call: CallContext, _request: RebuildKnowledgeRequest) {
    return this.work.run(call, async (tx) => ({ jobId: await this.jobs.enqueue(tx, 'rebuild-knowledge', {}, { key: 'all', class: 'bulk' }) }));
  }
}
