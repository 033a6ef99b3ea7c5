import { Injectable } from '@nestjs/common';
import { RecordParts, type Tx } from '@rapport/persistence';
import { sql } from 'kysely';
import type { Passage } from '../domain/knowledge/passages.js';
import { sketchOf } from '../domain/knowledge/sketch.js';

/** A version of an article as it is indexed. */
export interface IndexedArticle {
  readonly articleId: string;
  readonly version: number;
  readonly language: string;
  readonly audience: number;
  readonly title: string;
}

/** Which embedding model a passage's vector is of. */
export interface Embedded extends Passage {
  readonly embedding: readonly number[];
}

/** Postgres' name for the stemming of a language. */
export const configOf = (language: string) => sql`${language === 'ru' ? 'russian' : 'english'}::regconfig`;

/** Passages of published articles and the tables that they are found by, kept in step with every change. */
@Injectable()
export class PassageStore {
  constructor(private readonly parts: RecordParts) {}

  /** Indexes a version in place of what was indexed of its article; a version that came too late changes nothing. */
  async put(tx: Tx, article: IndexedArticle, passages: readonly Embedded[], model: string): Promise<void> {
    const { tenant } = tx.call;
    const { rows } = await sql`insert into indexed_articles (tenant_id, article_id, version) values (${tenant}, ${article.articleId}, ${article.version})
      on conflict (tenant_id, article_id) do update set version = excluded.version, withdrawn = false
      where excluded.version > indexed_articles.version or (excluded.version = indexed_articles.version and not indexed_articles.withdrawn)
      returning 1`.execute(tx.sql);
    if (rows.length === 0) return;
    await this.lockSizes(tx, article);
    await this.drop(tx, article.articleId);
    for (const passage of passages) await this.insert(tx, article, passage, model);
  }

  /** Nobody finds this version, or an earlier one, any more. */
  async withdraw(tx: Tx, articleId: string, version: number): Promise<void> {
    await sql`insert into indexed_articles (tenant_id, article_id, version, withdrawn) values (${tx.call.tenant}, ${articleId}, ${version}, true)
      on conflict (tenant_id, article_id) do update set version = excluded.version, withdrawn = true where excluded.version >= indexed_articles.version`.execute(
      tx.sql,
    );
    await sql`select from indexed_articles where tenant_id = ${tx.call.tenant} and article_id = ${articleId}::uuid for update`.execute(tx.sql);
    await this.drop(tx, articleId, version);
  }

  /** Articles that something is indexed of. */
  async articles(tx: Tx): Promise<{ readonly id: string; readonly version: number }[]> {
    const { rows } = await sql<{ id: string; version: number }>`select article_id as id, version from indexed_articles
      where tenant_id = ${tx.call.tenant} and not withdrawn`.execute(tx.sql);
    return rows;
  }

  /** Writers of one language take their turns, so that none counts past another. */
  private async lockSizes(tx: Tx, { language, audience }: IndexedArticle): Promise<void> {
    await sql`insert into index_sizes (tenant_id, language, audience, passages, lexemes) values (${tx.call.tenant}, ${language}, ${audience}, 0, 0)
      on conflict (tenant_id, language, audience) do update set passages = index_sizes.passages`.execute(tx.sql);
  }

  private async insert(tx: Tx, { articleId, version, language, audience, title }: IndexedArticle, passage: Embedded, model: string): Promise<void> {
    const { tenant } = tx.call;
    const id = this.parts.ids.next();
    const { number, heading, sentences, embedding } = passage;
    const text = [title, heading, ...sentences].join('\n');
    await sql`with lexemes as (select lexeme, coalesce(array_length(positions, 1), 1) as tf from unnest(to_tsvector(${configOf(language)}, ${text}))),
      made as (insert into passages (tenant_id, id, article_id, version, number, language, audience, title, heading, sentences, length, model, dims, embedding, sketch)
        select ${tenant}, ${id}::uuid, ${articleId}::uuid, ${version}::int, ${number}::int, ${language}, ${audience}::int, ${title}, ${heading}, ${[...sentences]}::text[],
          coalesce(sum(tf), 0), ${model}, ${embedding.length}::int, ${JSON.stringify(embedding)}::vector, ${sketchOf(embedding)}::bit(1024) from lexemes returning length),
      counted as (insert into term_frequencies (tenant_id, language, audience, term, passages)
        select ${tenant}, ${language}, ${audience}::int, lexeme, 1 from lexemes order by lexeme
        on conflict (tenant_id, language, term, audience) do update set passages = term_frequencies.passages + 1)
      update index_sizes set passages = passages + 1, lexemes = lexemes + (select length from made)
        where tenant_id = ${tenant} and language = ${language} and audience = ${audience}`.execute(tx.sql);
    await sql`insert into passage_terms (tenant_id, language, audience, term, passage_id, tf, length)
      select ${tenant}, ${language}, ${audience}::int, lexeme, ${id}::uuid, tf, sum(tf) over ()
      from (select lexeme, coalesce(array_length(positions, 1), 1) as tf from unnest(to_tsvector(${configOf(language)}, ${text}))) l`.execute(tx.sql);
  }

  /** Takes out what is indexed of an article, up to a version if one is named. */
  private async drop(tx: Tx, articleId: string, upTo = 2 ** 31 - 1): Promise<void> {
    const { tenant } = tx.call;
    const gone = sql`select id from passages where tenant_id = ${tenant} and article_id = ${articleId}::uuid and version <= ${upTo}`;
    await sql`update index_sizes s set passages = s.passages - g.passages, lexemes = s.lexemes - g.lexemes
      from (select language, audience, count(*) as passages, sum(length) as lexemes from passages where tenant_id = ${tenant} and id in (${gone}) group by 1, 2) g
      where s.tenant_id = ${tenant} and s.language = g.language and s.audience = g.audience`.execute(tx.sql);
    await sql`update term_frequencies f set passages = f.passages - g.passages
      from (select language, audience, term, count(*) as passages from passage_terms where tenant_id = ${tenant} and passage_id in (${gone}) group by 1, 2, 3) g
      where f.tenant_id = ${tenant} and f.language = g.language and f.audience = g.audience and f.term = g.term`.execute(tx.sql);
    await sql`delete from passages where tenant_id = ${tenant} and id in (${gone})`.execute(tx.sql);
  }
}
