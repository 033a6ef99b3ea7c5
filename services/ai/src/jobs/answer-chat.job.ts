import { Injectable } from '@nestjs/common';
import { Job, type JobHandler, type JobProgress, type Running } from '@rapport/persistence';
import { Assistant } from '../chat/assistant.js';

/** Which message of which chat. */
export interface AnswerInput {
  readonly chatId: string;
  readonly messageId: string;
}

/** Answers a customer's message in a chat. Done twice it is done once: the desk keeps one answer to each message. */
@Injectable()
@Job('answer-chat')
export class AnswerChat implements JobHandler<AnswerInput> {
  constructor(private readonly assistant: Assistant) {}

  async *run(job: Running<AnswerInput>): AsyncGenerator<JobProgress, void> {
    yield* job.step('answer', () => this.assistant.answer(job.call(), job.input.chatId, job.input.messageId));
  }
}
