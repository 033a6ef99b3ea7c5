import { Injectable } from '@nestjs/common';
import { Job, type JobHandler, type JobProgress, type Running } from '@rapport/persistence';
import { serviceCall } from '@rapport/runtime';
import { JudgedRecords, type ScoreInput } from '../scoring/judged-records.js';
import { Scoring } from '../scoring/scoring.js';

/** Scores records again, or takes their scores away, as is allowed when it runs. */
@Injectable()
@Job('score-records')
export class ScoreRecords implements JobHandler<ScoreInput> {
  constructor(
    private readonly records: JudgedRecords,
    private readonly scoring: Scoring,
  ) {}

  async *run(job: Running<ScoreInput>): AsyncGenerator<JobProgress, void> {
    const call = () => serviceCall('ai', 'score-records', job.call().tenant);
    const { which, moment } = job.input;
    let done = 0;
    for await (const page of this.records.pages(call, which)) {
      for (const record of page) {
        job.signal.throwIfAborted();
        await this.scoring.settle(call(), record, moment);
        done += 1;
        yield { step: 'score', done, total: 0 };
      }
    }
  }
}
