import { Injectable } from '@nestjs/common';
import { PublishedArticleService, type PublishedArticle } from '@rapport/contracts';
import { orNothing, type CallContext } from '@rapport/kernel';
import { RpcCaller, rpcClient, type RpcClient } from '@rapport/messaging';
import { UnitOfWork } from '@rapport/persistence';
import { passagesOf } from '../domain/knowledge/passages.js';
import { Embedder } from '../embedding/embedder.js';
import { PassageStore } from '../store/passage.store.js';

/** Takes articles from the desk into the index. */
@Injectable()
export class ArticleIndexer {
  private readonly articles: RpcClient<typeof PublishedArticleService>;

  constructor(
    rpc: RpcCaller,
    private readonly work: UnitOfWork,
    private readonly passages: PassageStore,
    private readonly embedder: Embedder,
  ) {
    this.articles = rpcClient(PublishedArticleService, rpc);
  }

  /** Indexes what is published of an article now; one that is no longer published is left to the word of its withdrawal. */
  async index(call: CallContext, articleId: string): Promise<void> {
    const article = await orNothing(this.articles.getPublishedArticle(call, { id: articleId }), 'not_found');
    if (article) await this.put(call, article);
  }

  /** The ids of all that is published. */
  async published(call: CallContext): Promise<string[]> {
    const ids: string[] = [];
    for (let pageToken = ''; ;) {
      const page = await this.articles.listPublishedArticles(call, { pageSize: 200, pageToken });
      ids.push(...page.articles.map(({ id }) => id));
      if (!page.nextPageToken) return ids;
      pageToken = page.nextPageToken;
    }
  }

  /** Takes out what is indexed and not among these. */
  async retain(call: CallContext, ids: readonly string[]): Promise<void> {
    const kept = new Set(ids);
    await this.work.run(call, async (tx) => {
      for (const { id, version } of await this.passages.articles(tx)) if (!kept.has(id)) await this.passages.withdraw(tx, id, version);
    });
  }

  private async put(call: CallContext, article: PublishedArticle): Promise<void> {
    const { id: articleId, version, language, audience, title, body } = article;
    const cut = passagesOf(body);
    const texts = cut.map(({ heading, sentences }) => [title, heading, ...sentences].join('\n'));
    const vectors = await this.embedder.embed(texts, call.signal);
    const embedded = cut.map((passage, at) => ({ ...passage, embedding: vectors[at]! }));
    await this.work.run(call, (tx) => this.passages.put(tx, { articleId, version, language, audience, title }, embedded, this.embedder.model));
  }
}
