import { Injectable } from '@nestjs/common';
import type { Tx } from '@rapport/persistence';
import { sql } from 'kysely';
import { fused } from '../domain/knowledge/fuse.js';
import { configOf } from './passage.store.js';

/** What is looked for, and by whom. */
export interface Search {
  readonly question: string;
  readonly language: string;
  /** The audiences whose articles the reader may read: passages of no other are looked at. */
  readonly audiences: readonly number[];
  readonly model: string;
  /** Nothing where the model cannot be asked now: then words alone are looked for. */
  readonly vector: readonly number[] | undefined;
  /** The vectors see letters alone: they are asked where a word of the question is not known, for it may be misspelt. */
  readonly lexical: boolean;
}

/** A passage that was found. */
export interface Found {
  readonly id: string;
  readonly articleId: string;
  readonly version: number;
  readonly number: number;
  readonly title: string;
  readonly heading: string;
  readonly sentences: readonly string[];
}

/** What was found, best first, and the lexemes of the question with how much each tells. */
export interface Findings {
  readonly passages: readonly Found[];
  readonly weights: ReadonlyMap<string, number>;
}

/** BM25's own two numbers: how soon a word said again tells nothing new, and how much a long passage is held against it. */
const [saturation, lengthShare] = [1.2, 0.75];
const looked = 50;
/** So many passages without the word are thought beside those that there are: in an index of three, a word in two of them still tells something. */
const smallest = 50;

/** Finds passages by words and by vectors. Who may read what stands in the queries. */
@Injectable()
export class PassageSearch {
  async find(tx: Tx, search: Search, limit: number): Promise<Findings> {
    const { weights, known } = await this.weigh(tx, search);
    const byWords = await this.byWords(tx, search, weights);
    const isMisspelt = known < weights.size || weights.size === 0;
    const byVectors = search.lexical && !isMisspelt ? [] : await this.byVectors(tx, search);
    const ids = fused([
      { ids: byWords, weight: 1 },
      { ids: byVectors, weight: 1 },
    ]).slice(0, limit);
    return { passages: await this.read(tx, ids), weights };
  }

  /** The lexemes of texts, as the index has them. */
  async lexemesOf(tx: Tx, language: string, texts: readonly string[]): Promise<string[][]> {
    if (texts.length === 0) return [];
    const { rows } = await sql<{ lexemes: string[] }>`select tsvector_to_array(to_tsvector(${configOf(language)}, t.body)) as lexemes
      from unnest(${[...texts]}::text[]) with ordinality t (body, at) order by t.at`.execute(tx.sql);
    return rows.map(({ lexemes }) => lexemes);
  }

  private async weigh(tx: Tx, { question, language, audiences }: Search) {
    const { rows } = await sql<{ term: string; idf: number; df: number }>`
      with n as (select coalesce(sum(passages), 0) as n from index_sizes
        where tenant_id = ${tx.call.tenant} and language = ${language} and audience = any(${[...audiences]}::int[]))
      select q.term, coalesce(f.df, 0)::int as df, ln(1 + (n.n + ${smallest} - coalesce(f.df, 0) + 0.5) / (coalesce(f.df, 0) + 0.5))::float8 as idf
      from n, unnest(tsvector_to_array(to_tsvector(${configOf(language)}, ${question}))) q (term)
      left join lateral (select sum(passages) as df from term_frequencies where tenant_id = ${tx.call.tenant} and language = ${language}
        and audience = any(${[...audiences]}::int[]) and term_frequencies.term = q.term) f on true`.execute(tx.sql);
    return { weights: new Map(rows.map(({ term, idf }) => [term, idf])), known: rows.filter(({ df }) => df > 0).length };
  }

  private async byWords(tx: Tx, { language, audiences }: Search, weights: ReadonlyMap<string, number>): Promise<string[]> {
    const { rows } = await sql<{ id: string }>`
      with average as (select sum(lexemes)::float8 / greatest(sum(passages), 1) as length from index_sizes
        where tenant_id = ${tx.call.tenant} and language = ${language} and audience = any(${[...audiences]}::int[]))
      select p.id from unnest(${[...weights.keys()]}::text[], ${[...weights.values()]}::float8[]) q (term, idf)
      join passage_terms t on t.tenant_id = ${tx.call.tenant} and t.language = ${language} and t.term = q.term and t.audience = any(${[...audiences]}::int[])
      join passages p on p.tenant_id = t.tenant_id and p.id = t.passage_id cross join average
      group by p.id
      order by sum(q.idf * t.tf * ${saturation + 1}::float8 / (t.tf + ${saturation}::float8 * (1 - ${lengthShare}::float8 + ${lengthShare}::float8 * p.length / average.length))) desc, p.id
      limit ${looked}`.execute(tx.sql);
    return rows.map(({ id }) => id);
  }

  private async byVectors(tx: Tx, { language, audiences, model, vector }: Search): Promise<string[]> {
    if (!vector) return [];
    const { rows } = await sql<{ id: string }>`select id from passages
      where tenant_id = ${tx.call.tenant} and language = ${language} and audience = any(${[...audiences]}::int[]) and model = ${model} and dims = ${vector.length}
      order by embedding <=> ${JSON.stringify(vector)}::vector, id limit ${looked}`.execute(tx.sql);
    return rows.map(({ id }) => id);
  }

  private async read(tx: Tx, ids: readonly string[]): Promise<Found[]> {
    const { rows } = await sql<Found>`select id, article_id as "articleId", version, number, title, heading, sentences from passages
      where tenant_id = ${tx.call.tenant} and id = any(${[...ids]}::uuid[])`.execute(tx.sql);
    return rows.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
  }
}
