import { Injectable } from '@nestjs/common';
import { Job, type JobHandler, type JobProgress, type Running } from '@rapport/persistence';
import { ArticleIndexer } from '../knowledge/article.indexer.js';

/** Brings one article into the index, as it is published when the job runs. */
@Injectable()
@Job('index-article')
export class IndexArticle implements JobHandler<{ readonly articleId: string }> {
  constructor(private readonly indexer: ArticleIndexer) {}

  async *run(job: Running<{ readonly articleId: string }>): AsyncGenerator<JobProgress, void> {
    yield* job.step('index', () => this.indexer.index(job.call(), job.input.articleId));
  }
}
