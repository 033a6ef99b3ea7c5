import { Injectable } from '@nestjs/common';
import { ArticlePublishedSchema } from '@rapport/contracts';
import type { Tx } from '@rapport/persistence';
import { demoArticles, type DemoArticle } from './demo.files.js';
import { articleStatus, audience } from './domain/article.js';
import { ArticleVersionStore } from './store/article-version.store.js';
import { ArticleStore } from './store/article.store.js';

const dayMs = 86_400_000;

/** Who wrote the made-up articles, and who read them before they were published. */
export interface DemoWriters {
  readonly editorId: string;
  readonly reviewerId: string;
}

/** The made-up company's knowledge base, in Russian and English, published over most of a year. */
@Injectable()
export class DemoKnowledge {
  constructor(
    private readonly articles: ArticleStore,
    private readonly versions: ArticleVersionStore,
  ) {}

  async isThere(tx: Tx): Promise<boolean> {
    const one = { pageSize: 1, pageToken: '', filter: '', orderBy: '', fields: 'title', showDeleted: false, count: false };
    return (await this.articles.page(tx, one)).records.length > 0;
  }

  async add(tx: Tx, writers: DemoWriters): Promise<void> {
    for (const language of ['ru', 'en']) {
      for (const [at, article] of demoArticles(language).entries()) {
        await this.publish(tx, { ...article, language }, { ...writers, publishedAt: new Date(tx.now.getTime() - (300 - at * 4) * dayMs) });
      }
    }
  }

  private async publish(tx: Tx, article: DemoArticle & { readonly language: string }, by: DemoWriters & { readonly publishedAt: Date }): Promise<void> {
    const text = { ...article, tags: [...article.tags], audience: article.audience === 'customer' ? audience.customer : audience.agent };
    const facts = { status: articleStatus.published, publishedVersion: 1, lastVersion: 1, authorId: by.editorId, ...by };
    const { id } = await this.articles.insert(tx, { ...text, ...facts });
    await this.versions.publish(tx, { ...text, ...by, id, publishedVersion: 1 }, by.publishedAt);
    tx.say(ArticlePublishedSchema, { articleId: id, version: 1, language: text.language, audience: text.audience });
  }
}
