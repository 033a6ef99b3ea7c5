import { Injectable } from '@nestjs/common';
import { ArticlePublishedSchema, ArticleWithdrawnSchema } from '@rapport/contracts';
import { On, type Said } from '@rapport/messaging';
import { JobQueue, type Tx } from '@rapport/persistence';
import { PassageStore } from '../store/passage.store.js';

/** Keeps the index in step with what is published. */
@Injectable()
export class OnArticle {
  constructor(
    private readonly jobs: JobQueue,
    private readonly passages: PassageStore,
  ) {}

  @On(ArticlePublishedSchema)
  async index(tx: Tx, { articleId, version }: Said<typeof ArticlePublishedSchema>) {
    await this.jobs.enqueue(tx, 'index-article', { articleId }, { key: `${articleId}/${version}` });
  }

  @On(ArticleWithdrawnSchema)
  async withdraw(tx: Tx, { articleId, version }: Said<typeof ArticleWithdrawnSchema>) {
    await this.passages.withdraw(tx, articleId, version);
  }
}
