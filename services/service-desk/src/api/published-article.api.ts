import { timestampDate } from '@bufbuild/protobuf/wkt';
import {
  PublishedArticleSchema,
  PublishedArticleService,
  wire,
  type GetRequest,
  type ListPublishedArticlesRequest,
  type RateArticleRequest,
} from '@rapport/contracts';
import type { CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { UnitOfWork } from '@rapport/persistence';
import { PublishedArticleStore } from '../store/published-article.store.js';

@Serves(PublishedArticleService)
export class PublishedArticleApi implements Serving<typeof PublishedArticleService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly articles: PublishedArticleStore,
  ) {}

  getPublishedArticle(call: CallContext, { id }: GetRequest) {
    return this.work.read(call, async (tx) => wire(PublishedArticleSchema, await this.articles.get(tx, id)));
  }

  listPublishedArticles(call: CallContext, request: ListPublishedArticlesRequest) {
    const { pageSize, pageToken, language, category, audience } = request;
    const wish = { pageSize, pageToken, language, category, audience, since: request.since && timestampDate(request.since) };
    return this.work.read(call, async (tx) => {
      const { articles, nextPageToken } = await this.articles.page(tx, wish);
      return { articles: articles.map((article) => wire(PublishedArticleSchema, article)), nextPageToken };
    });
  }

  rateArticle(call: CallContext, { id, helped }: RateArticleRequest) {
    return this.work.run(call, (tx) => this.articles.rate(tx, id, helped));
  }
}
