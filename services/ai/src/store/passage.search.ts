import { Injectable } from '@nestjs/common';
import type { Tx } from '@rapport/persistence';
import { sql } from 'kysely';
import { fused } from '../domain/knowledge/fuse.js';
import { PassageVectors } from './passage.vectors.js';
import { PassageWords, type Readers } from './passage.words.js';

/** What is looked for, and by whom. */
export interface Search extends Readers {
  readonly question: string;
  readonly model: string;
  /** Nothing where the model cannot be asked now: then words alone are looked for. */
  readonly vector: readonly number[] | undefined;
  /** The vectors see letters alone: they are asked where a word of the question is not known and could not be put right. */
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
  /** Lexemes that stand for others which were put right. */
  readonly mended: ReadonlySet<string>;
}

/** So many of each ranking are fused. */
const looked = 50;
/** Letters alone say less than words. */
const lettersShare = 0.5;

/** Finds passages by words and by vectors. Who may read what stands in the queries. */
@Injectable()
export class PassageSearch {
  constructor(
    private readonly words: PassageWords,
    private readonly vectors: PassageVectors,
  ) {}

  async find(tx: Tx, search: Search, limit: number): Promise<Findings> {
    const { question, vector, lexical } = search;
    const { weights, mended, allKnown } = await this.words.weigh(tx, question, search);
    const byWords = await this.words.find(tx, weights, search, looked);
    const byVectors = !vector || (lexical && allKnown) ? [] : await this.vectors.find(tx, { ...search, vector }, looked);
    const ids = fused([
      { ids: byWords, weight: 1 },
      { ids: byVectors, weight: lexical ? lettersShare : 1 },
    ]).slice(0, limit);
    return { passages: await this.read(tx, ids), weights, mended };
  }

  private async read(tx: Tx, ids: readonly string[]): Promise<Found[]> {
    const { rows } = await sql<Found>`select id, article_id as "articleId", version, number, title, heading, sentences from passages
      where tenant_id = ${tx.call.tenant} and id = any(${[...ids]}::uuid[])`.execute(tx.sql);
    return rows.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
  }
}
