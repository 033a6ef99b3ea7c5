import {
  ArticleEditedSchema,
  ArticlePublishedSchema,
  ArticleSchema,
  ArticleService,
  ArticleVersionSchema,
  ArticleWithdrawnSchema,
  plain,
  wire,
  type ArchiveArticleRequest,
  type CreateArticleRequest,
  type GetRequest,
  type ListArticleVersionsRequest,
  type ListRequest,
  type PlainOf,
  type PublishArticleRequest,
  type RestoreArticleVersionRequest,
  type ReturnArticleRequest,
  type SubmitArticleRequest,
  type UpdateArticleRequest,
} from '@rapport/contracts';
import type { CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { merged, UnitOfWork, type Tx } from '@rapport/persistence';
import { archived, edited, newArticle, published, returned, submitted } from '../domain/article.js';
import { ArticleStore } from '../store/article.store.js';
import { ArticleVersionStore } from '../store/article-version.store.js';
import { DeskSettingsStore } from '../store/desk-settings.store.js';

type Article = PlainOf<typeof ArticleSchema>;
type Target = { readonly id: string; readonly etag: string };

@Serves(ArticleService)
export class ArticleApi implements Serving<typeof ArticleService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly articles: ArticleStore,
    private readonly versions: ArticleVersionStore,
    private readonly settings: DeskSettingsStore,
  ) {}

  createArticle(call: CallContext, { article }: CreateArticleRequest) {
    const draft = newArticle(plain(ArticleSchema, article!), call.principal);
    return this.work.run(call, async (tx) => {
      const made = await this.articles.insert(tx, draft);
      call.notes.created = true;
      this.sayEdited(tx, made);
      return wire(ArticleSchema, made);
    });
  }

  getArticle(call: CallContext, { id }: GetRequest) {
    return this.work.read(call, async (tx) => wire(ArticleSchema, await this.articles.get(tx, id)));
  }

  listArticles(call: CallContext, request: ListRequest) {
    return this.work.read(call, async (tx) => {
      const { records, ...page } = await this.articles.page(tx, request, { inAddress: true });
      return { articles: records.map((record) => wire(ArticleSchema, record)), ...page };
    });
  }

  updateArticle(call: CallContext, { article, updateMask }: UpdateArticleRequest) {
    const patch = plain(ArticleSchema, article!);
    return this.change(call, patch, (current) => edited(current, merged(this.articles.shape, current, patch, updateMask?.paths), call.principal));
  }

  submitArticle(call: CallContext, request: SubmitArticleRequest) {
    return this.change(call, request, submitted);
  }

  returnArticle(call: CallContext, request: ReturnArticleRequest) {
    return this.change(call, request, (current) => returned(current, call.principal, request.note));
  }

  publishArticle(call: CallContext, { id, etag }: PublishArticleRequest) {
    return this.work.run(call, async (tx) => {
      const { ownReview } = await this.settings.get(tx);
      const { after } = await this.articles.change(tx, id, etag, (current) => published(current, call.principal, { ownReview, now: tx.now }));
      await this.versions.publish(tx, after);
      const { publishedVersion: version, language, audience } = after;
      tx.say(ArticlePublishedSchema, { articleId: id, version, language, audience });
      return wire(ArticleSchema, after);
    });
  }

  archiveArticle(call: CallContext, { id, etag }: ArchiveArticleRequest) {
    return this.work.run(call, async (tx) => {
      const { before, after } = await this.articles.change(tx, id, etag, archived);
      await this.versions.withdraw(tx, id);
      if (before.publishedVersion > 0) tx.say(ArticleWithdrawnSchema, { articleId: id, version: before.publishedVersion });
      else this.sayEdited(tx, after);
      return wire(ArticleSchema, after);
    });
  }

  listArticleVersions(call: CallContext, { id }: ListArticleVersionsRequest) {
    return this.work.read(call, async (tx) => {
      await this.articles.assertVisible(tx, id);
      return { versions: (await this.versions.list(tx, id)).map((version) => wire(ArticleVersionSchema, version)) };
    });
  }

  restoreArticleVersion(call: CallContext, { id, etag, version }: RestoreArticleVersionRequest) {
    return this.work.run(call, async (tx) => {
      await this.articles.assertVisible(tx, id);
      const { title, body, language, audience, category, tags } = await this.versions.get(tx, id, version);
      const text = { title, body, language, audience, category, tags };
      const { after, fields } = await this.articles.change(tx, id, etag, (current) => edited(current, { ...current, ...text }, call.principal));
      if (fields.length > 0) this.sayEdited(tx, after);
      return wire(ArticleSchema, after);
    });
  }

  private change(call: CallContext, { id, etag }: Target, rule: (current: Article) => Article) {
    return this.work.run(call, async (tx) => {
      const { after, fields } = await this.articles.change(tx, id, etag, rule);
      if (fields.length > 0) this.sayEdited(tx, after);
      return wire(ArticleSchema, after);
    });
  }

  private sayEdited(tx: Tx, { id, status }: Article): void {
    tx.say(ArticleEditedSchema, { articleId: id, status, editorId: tx.call.principal.id });
  }
}
