import { Injectable } from '@nestjs/common';
import { toAppError } from '@rapport/kernel';
import { Job, type JobHandler, type JobProgress, type Running } from '@rapport/persistence';
import { Post } from '../drafting/post.js';
import { deliveryAttempts, Sending } from '../drafting/sending.js';

/** Carries a decided e-mail away. Each attempt asks again whether it may: a server that was out of reach for an hour must not outlast a withdrawal. */
@Injectable()
@Job('deliver-email')
export class DeliverEmail implements JobHandler<{ readonly draftId: string }> {
  constructor(
    private readonly sending: Sending,
    private readonly post: Post,
  ) {}

  async *run(job: Running<{ readonly draftId: string }>): AsyncGenerator<JobProgress, void> {
    const { draftId } = job.input;
    yield { step: 'carry', done: 0, total: 1 };
    const draft = await this.sending.due(job.call(), draftId);
    if (!draft) return;
    try {
      const { id, sentTo: to, subjectLine: subject, body } = draft;
      await this.post.carry({ id, to, subject, body });
    } catch (thrown) {
      const { reason } = toAppError(thrown);
      if (reason !== 'MAIL_REFUSED' && (reason !== 'MAIL_UNREACHABLE' || job.attempt < deliveryAttempts)) throw thrown;
      await this.sending.stop(job.call(), draftId, reason);
      return;
    }
    yield* job.commit('note', (tx) => this.sending.sent(tx, draftId));
  }
}
