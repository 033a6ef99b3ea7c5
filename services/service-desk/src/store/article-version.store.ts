import { Injectable } from '@nestjs/common';
import type { ArticleVersionSchema, PlainOf } from '@rapport/contracts';
import { AppError } from '@rapport/kernel';
import type { Tx } from '@rapport/persistence';
import { sql } from 'kysely';
import type { ArticleText } from '../domain/article.js';

type ArticleVersion = PlainOf<typeof ArticleVersionSchema>;

/** A version that is to be published. */
export interface NewVersion extends ArticleText {
  readonly id: string;
  readonly publishedVersion: number;
  readonly editorId: string;
  readonly reviewerId: string;
}

interface Row {
  readonly version: number;
  readonly title: string;
  readonly body: string;
  readonly language: string;
  readonly audience: number;
  readonly category: string;
  readonly tags: string[];
  readonly editor_id: string;
  readonly reviewer_id: string;
  readonly published_at: Date;
  readonly served: boolean;
}

const columns = sql`version, title, body, language, audience, category, tags, editor_id, reviewer_id, published_at, served`;

/** The versions of articles as they were published. */
@Injectable()
export class ArticleVersionStore {
  /** Serves a new version instead of the one before. */
  async publish(tx: Tx, article: NewVersion, at: Date = tx.now): Promise<void> {
    await this.withdraw(tx, article.id);
    const { id, publishedVersion, title, body, language, audience, category, tags, editorId, reviewerId } = article;
    await sql`insert into article_versions (tenant_id, article_id, version, title, body, language, audience, category, tags, editor_id, reviewer_id, published_at, served)
      values (${tx.call.tenant}, ${id}, ${publishedVersion}, ${title}, ${body}, ${language}, ${audience}, ${category}, ${[...tags]}, ${editorId}, ${reviewerId}, ${at}, true)`.execute(
      tx.sql,
    );
  }

  /** Serves no version of the article any more. */
  async withdraw(tx: Tx, id: string): Promise<void> {
    await sql`update article_versions set served = false where tenant_id = ${tx.call.tenant} and article_id = ${id}::uuid and served`.execute(tx.sql);
  }

  /** The newest 200 versions, newest first. */
  async list(tx: Tx, id: string): Promise<ArticleVersion[]> {
    const { rows } = await sql<Row>`select ${columns} from article_versions
      where tenant_id = ${tx.call.tenant} and article_id = ${id}::uuid order by version desc limit 200`.execute(tx.sql);
    return rows.map(versionOf);
  }

  /** One version. Throws `NO_SUCH_VERSION`. */
  async get(tx: Tx, id: string, version: number): Promise<ArticleVersion> {
    const { rows } = await sql<Row>`select ${columns} from article_versions
      where tenant_id = ${tx.call.tenant} and article_id = ${id}::uuid and version = ${version}`.execute(tx.sql);
    if (!rows[0]) throw new AppError('conflict', 'NO_SUCH_VERSION', { params: { version } });
    return versionOf(rows[0]);
  }
}

function versionOf({ editor_id: editorId, reviewer_id: reviewerId, published_at: publishedAt, ...row }: Row): ArticleVersion {
  return { ...row, editorId, reviewerId, publishedAt };
}
