import { Injectable } from '@nestjs/common';
import type { ArticleRatingSchema, PlainOf, PublishedArticleSchema } from '@rapport/contracts';
import { AppError } from '@rapport/kernel';
import { PageTokens, RecordParts, type Tx } from '@rapport/persistence';
import { sql, type RawBuilder } from 'kysely';
import { audience as audiences } from '../domain/article.js';

type PublishedArticle = PlainOf<typeof PublishedArticleSchema>;

/** What is asked of the published articles; what is empty narrows nothing. */
export interface PublishedWish {
  readonly pageSize: number;
  readonly pageToken: string;
  readonly since: Date | undefined;
  readonly language: string;
  readonly category: string;
  readonly audience: number;
}

interface Row {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly body: string;
  readonly language: string;
  readonly audience: number;
  readonly category: string;
  readonly tags: string[];
  readonly published_at: Date;
  readonly at: string;
  readonly helped: number;
  readonly not_helped: number;
}

/** Articles as readers are given them. Whom an article is for is asked of the caller's own rights here, for every door alike. */
@Injectable()
export class PublishedArticleStore {
  private readonly tokens: PageTokens;

  constructor(parts: RecordParts) {
    this.tokens = parts.tokens;
  }

  /** Throws `NOT_FOUND` for an article that is not published, or not for the caller. */
  async get(tx: Tx, id: string): Promise<PublishedArticle> {
    const [row] = await this.rows(tx, sql<boolean>`v.article_id = ${id}::uuid`, 1);
    if (!row) throw new AppError('not_found', 'NOT_FOUND', { params: { noun: 'article' } });
    return articleOf(row);
  }

  /** One page, in the order of publication. */
  async page(tx: Tx, wish: PublishedWish): Promise<{ readonly articles: PublishedArticle[]; readonly nextPageToken: string }> {
    const { pageSize, pageToken, since, language, category, audience } = wish;
    const size = pageSize || 50;
    const filter = JSON.stringify([since, language, category, audience]);
    const list = { tenant: tx.call.tenant, list: `published articles for ${isColleague(tx) ? 'all' : 'customers'}`, filter, order: '' };
    const position = this.tokens.read(list, pageToken);
    const conditions = [
      ...(since ? [sql`v.published_at >= ${since}`] : []),
      ...(language ? [sql`v.language = ${language}`] : []),
      ...(category ? [sql`v.category = ${category}`] : []),
      ...(audience ? [sql`v.audience = ${audience}`] : []),
      ...(position ? [sql`(v.published_at, v.article_id) > (${position.value}::timestamptz, ${position.id}::uuid)`] : []),
    ];
    const rows = await this.rows(tx, conditions.length > 0 ? sql<boolean>`${sql.join(conditions, sql` and `)}` : sql<boolean>`true`, size + 1);
    const { shown, nextPageToken } = this.tokens.cut(list, rows, size, ({ at, id }) => ({ value: at, id }));
    return { articles: shown.map(articleOf), nextPageToken };
  }

  /** Counts what somebody says of an article, instead of what they said before. */
  async rate(tx: Tx, id: string, helped: boolean): Promise<PlainOf<typeof ArticleRatingSchema>> {
    const { contactId, id: userId } = tx.call.principal;
    await sql`insert into article_votes (tenant_id, article_id, voter_id, helped, voted_at)
      values (${tx.call.tenant}, ${id}, ${contactId ?? userId}, ${helped}, ${tx.now})
      on conflict (tenant_id, article_id, voter_id) do update set helped = excluded.helped, voted_at = excluded.voted_at`.execute(tx.sql);
    const { helped: yes, notHelped } = await this.get(tx, id);
    return { helped: yes, notHelped };
  }

  /** Forgets what a person said. */
  async forgetVoter(tx: Tx, contactId: string): Promise<void> {
    await sql`delete from article_votes where tenant_id = ${tx.call.tenant} and voter_id = ${contactId}`.execute(tx.sql);
  }

  private async rows(tx: Tx, condition: RawBuilder<boolean>, limit: number): Promise<Row[]> {
    const readable = isColleague(tx) ? sql<boolean>`true` : sql<boolean>`v.audience = ${audiences.customer}`;
    const { rows } = await sql<Row>`select v.article_id as id, v.version, v.title, v.body, v.language, v.audience, v.category, v.tags, v.published_at,
        v.published_at::text as at, coalesce(r.helped, 0)::int as helped, coalesce(r.not_helped, 0)::int as not_helped
      from article_versions v left join lateral (
        select count(*) filter (where helped) as helped, count(*) filter (where not helped) as not_helped
        from article_votes o where o.tenant_id = v.tenant_id and o.article_id = v.article_id) r on true
      where v.tenant_id = ${tx.call.tenant} and v.served and ${readable} and ${condition}
      order by v.published_at, v.article_id limit ${limit}`.execute(tx.sql);
    return rows;
  }
}

/** Who may read what is being written may read all that is published. */
function isColleague(tx: Tx): boolean {
  return tx.call.rights.scope('articles.read') === 'tenant';
}

function articleOf({ published_at: publishedAt, not_helped: notHelped, at: _, ...row }: Row): PublishedArticle {
  return { ...row, publishedAt, notHelped };
}
