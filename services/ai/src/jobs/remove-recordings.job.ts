import { Injectable } from '@nestjs/common';
import { Job, type JobHandler, type JobProgress, type Running } from '@rapport/persistence';
import { Recordings } from '../recordings/recordings.js';

/** Removes files that no row names any more. */
@Injectable()
@Job('remove-recordings')
export class RemoveRecordings implements JobHandler<{ readonly ids: readonly string[] }> {
  constructor(private readonly recordings: Recordings) {}

  async *run(job: Running<{ readonly ids: readonly string[] }>): AsyncGenerator<JobProgress, void> {
    yield* job.each('remove', job.input.ids, (id) => this.recordings.remove(job.call(), id));
  }
}
