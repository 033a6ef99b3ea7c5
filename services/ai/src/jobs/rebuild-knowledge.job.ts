import { Injectable } from '@nestjs/common';
import { Job, type JobHandler, type JobProgress, type Running } from '@rapport/persistence';
import { serviceCall } from '@rapport/runtime';
import { ArticleIndexer } from '../knowledge/article.indexer.js';

/** Makes the index anew from all that is published. Whoever asked need not be somebody who may read it all: the service does. */
@Injectable()
@Job('rebuild-knowledge')
export class RebuildKnowledge implements JobHandler {
  constructor(private readonly indexer: ArticleIndexer) {}

  async *run(job: Running<unknown>): AsyncGenerator<JobProgress, void> {
    const call = () => serviceCall('ai', 'rebuild-knowledge', job.call().tenant);
    const ids = yield* job.step('list', () => this.indexer.published(call()));
    yield* job.each('index', ids, (id) => this.indexer.index(call(), id));
    yield* job.step('tidy', () => this.indexer.retain(call(), ids));
  }
}
