import { Injectable } from '@nestjs/common';
import type { Tx } from '@rapport/persistence';
import { sql } from 'kysely';
import { topicOf } from '../domain/knowledge/asking-words.js';
import { meantBy, wordsToMend } from '../domain/knowledge/misspellings.js';
import { configOf } from './passage.store.js';

/** Who reads in which language. */
export interface Readers {
  readonly language: string;
  /** The audiences whose articles the reader may read: passages of no other are looked at. */
  readonly audiences: readonly number[];
}

/** The lexemes of a question, each with how much it tells. */
export interface Weighed {
  readonly weights: ReadonlyMap<string, number>;
  /** Which of them were put right: nobody wrote them. */
  readonly mended: ReadonlySet<string>;
  /** Whether each of them stands in some article, as it was written or put right. */
  readonly allKnown: boolean;
}

/** BM25's own two numbers: how soon a word said again tells nothing new, and how much a long passage is held against it. */
const [saturation, lengthShare] = [1.2, 0.75];
/** So many passages of each word are tried, those that it tells most of first, and so many of all of them weighed exactly. */
const [tried, weighed] = [1000, 200];
/** So many passages without the word are thought beside those that there are: in an index of three, a word in two of them still tells something. */
const smallest = 50;
/** A word that was put right is believed a little less than one that was written so. */
const mendedShare = 0.9;
/** More words than these are not a question with slips, but another language. */
const mendedAtMost = 4;

/** Finds passages by words. */
@Injectable()
export class PassageWords {
  /** How much each lexeme of the question tells these readers; what no article says is put right where one slip away some does. */
  async weigh(tx: Tx, asked: string, readers: Readers): Promise<Weighed> {
    const question = topicOf(asked);
    const terms = await this.tell(tx, readers, sql`unnest(tsvector_to_array(to_tsvector(${configOf(readers.language)}, ${question})))`);
    const weights = new Map(terms.map(({ term, idf }) => [term, idf]));
    const unknown = new Set(terms.filter(({ df }) => df === 0).map(({ term }) => term));
    const mended = new Set<string>();
    if (unknown.size > 0 && unknown.size <= mendedAtMost) await this.mend(tx, { question, readers, weights, unknown, mended });
    return { weights, mended, allKnown: unknown.size === 0 && weights.size > 0 };
  }

  /** The passages that say most of it, best first. */
  async find(tx: Tx, weights: ReadonlyMap<string, number>, { language, audiences }: Readers, limit: number): Promise<string[]> {
    const { tenant } = tx.call;
    const { rows } = await sql<{ id: string }>`
      with average as materialized (select sum(lexemes)::float8 / greatest(sum(passages), 1) as length from index_sizes
        where tenant_id = ${tenant} and language = ${language} and audience = any(${[...audiences]}::int[])),
      q as materialized (select * from unnest(${[...weights.keys()]}::text[], ${[...weights.values()]}::float8[]) q (term, idf)),
      candidates as materialized (select t.passage_id, t.audience from q cross join unnest(${[...audiences]}::int[]) a (audience)
        cross join lateral (select passage_id, audience, impact from passage_terms
          where tenant_id = ${tenant} and language = ${language} and term = q.term and audience = a.audience order by impact desc limit ${tried}) t
        group by 1, 2 order by sum(q.idf * t.impact) desc, 1 limit ${weighed}),
      said as (select c.passage_id, q.idf, t.tf from candidates c cross join q
        cross join lateral (select tf from passage_terms where tenant_id = ${tenant} and language = ${language} and term = q.term
          and audience = c.audience and passage_id = c.passage_id limit 1) t)
      select p.id from said join passages p on p.tenant_id = ${tenant} and p.id = said.passage_id cross join average
      group by p.id
      order by sum(said.idf * said.tf * ${saturation + 1}::float8 / (said.tf + ${saturation}::float8 * (1 - ${lengthShare}::float8 + ${lengthShare}::float8 * p.length / average.length))) desc, p.id
      limit ${limit}`.execute(tx.sql);
    return rows.map(({ id }) => id);
  }

  private async tell(tx: Tx, { language, audiences }: Readers, terms: ReturnType<typeof sql>) {
    const { rows } = await sql<{ term: string; idf: number; df: number }>`
      with n as (select coalesce(sum(passages), 0) as n from index_sizes
        where tenant_id = ${tx.call.tenant} and language = ${language} and audience = any(${[...audiences]}::int[]))
      select q.term, coalesce(f.df, 0)::int as df, ln(1 + (n.n + ${smallest} - coalesce(f.df, 0) + 0.5) / (coalesce(f.df, 0) + 0.5))::float8 as idf
      from n, ${terms} q (term)
      left join lateral (select sum(passages) as df from term_frequencies where tenant_id = ${tx.call.tenant} and language = ${language}
        and audience = any(${[...audiences]}::int[]) and term_frequencies.term = q.term) f on true`.execute(tx.sql);
    return rows;
  }

  /** Puts the commonest word that the article base has in the place of each unknown one; what stays unknown stays among the unknown. */
  private async mend(tx: Tx, { question, readers, weights, unknown, mended }: Mending): Promise<void> {
    for (const [term, word] of await this.wordsOf(tx, question, readers, unknown)) {
      const meant = meantBy(word);
      const lexemes = await this.lexemesOf(
        tx,
        readers,
        meant.map((one) => one.word),
      );
      const told = await this.tell(tx, readers, sql`(select distinct unnest(${lexemes.flat()}::text[]))`);
      const known = new Map(told.filter(({ df }) => df > 0).map((one) => [one.term, one]));
      const found = meant.flatMap(({ slip }, at) =>
        lexemes[at]!.flatMap((lexeme) => (known.has(lexeme) && lexeme.length >= term.length - 1 ? [{ slip, ...known.get(lexeme)! }] : [])),
      );
      const [best] = found.toSorted((a, b) => Number(b.slip === 'swap') - Number(a.slip === 'swap') || b.df - a.df);
      if (!best) continue;
      weights.delete(term);
      unknown.delete(term);
      if (best.slip === 'letter' && !weights.has(best.term)) mended.add(best.term);
      weights.set(best.term, Math.max(weights.get(best.term) ?? 0, best.idf * mendedShare));
    }
  }

  /** The unknown lexemes, each with the word that it was written as. */
  private async wordsOf(tx: Tx, question: string, readers: Readers, unknown: ReadonlySet<string>): Promise<[string, string][]> {
    const words = wordsToMend(question);
    const lexemes = await this.lexemesOf(tx, readers, words);
    return words.flatMap((word, at): [string, string][] => {
      const [term] = lexemes[at]!;
      return term !== undefined && unknown.has(term) ? [[term, word]] : [];
    });
  }

  /** The lexemes of texts, as the index has them. */
  async lexemesOf(tx: Tx, { language }: Pick<Readers, 'language'>, texts: readonly string[]): Promise<string[][]> {
    if (texts.length === 0) return [];
    const { rows } = await sql<{ lexemes: string[] }>`select tsvector_to_array(to_tsvector(${configOf(language)}, t.body)) as lexemes
      from unnest(${[...texts]}::text[]) with ordinality t (body, at) order by t.at`.execute(tx.sql);
    return rows.map(({ lexemes }) => lexemes);
  }
}

interface Mending {
  readonly question: string;
  readonly readers: Readers;
  readonly weights: Map<string, number>;
  readonly unknown: Set<string>;
  readonly mended: Set<string>;
}
