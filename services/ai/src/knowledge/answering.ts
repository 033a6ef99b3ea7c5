import { Injectable } from '@nestjs/common';
import { ArticleAudience, type AiUse, type PlainOf, type CitationSchema } from '@rapport/contracts';
import type { CallContext } from '@rapport/kernel';
import { UnitOfWork, type Tx } from '@rapport/persistence';
import type { Extract } from '../domain/knowledge/extract.js';
import { answerSchema, groundedIn } from '../domain/knowledge/grounded.js';
import { languageOf } from '../domain/knowledge/language-of.js';
import { Writer } from '../language-model/writer.js';
import type { KnownNames } from '../masking/detect.js';
import { AiLedgerStore } from '../store/ai-ledger.store.js';
import type { Found } from '../store/passage.search.js';
import type { RecordOf } from './record-names.js';
import { Retrieval } from './retrieval.js';
import { Uses } from './uses.js';

/** A question, for whom and for what use. */
export interface Question {
  readonly question: string;
  /** Told from the question when empty. */
  readonly language: string;
  readonly audiences: readonly ArticleAudience[];
  readonly use: AiUse;
  /** The customer whom it is about. */
  readonly subject?: RecordOf;
  /** The record whose names, and those of whom it belongs to, must not leave; the customer where there is no other. */
  readonly about?: RecordOf | undefined;
}

/** An answer and what it rests on. */
export interface Answer {
  readonly id: string;
  readonly found: boolean;
  readonly text: string;
  readonly citations: readonly PlainOf<typeof CitationSchema>[];
  readonly model: string;
  readonly ledgerId: string;
}

type Said = Pick<Answer, 'text' | 'citations' | 'model'>;

const version = '1';

/** Whose articles the caller may read: who may read what is being written may read all that is published. */
export function audiencesOf({ rights }: CallContext): ArticleAudience[] {
  return rights.scope('articles.read') === 'tenant' ? [ArticleAudience.AGENT, ArticleAudience.CUSTOMER] : [ArticleAudience.CUSTOMER];
}

/** Answers questions from the knowledge base: a language model where one is set and holds to the passages, else the sentences themselves. */
@Injectable()
export class Answering {
  constructor(
    private readonly work: UnitOfWork,
    private readonly retrieval: Retrieval,
    private readonly writer: Writer,
    private readonly uses: Uses,
    private readonly ledger: AiLedgerStore,
  ) {}

  /** Throws `AI_USE_OFF` where the tenant switched the use off. */
  async answer(call: CallContext, question: Question): Promise<Answer> {
    await this.uses.assertOn(call, question.use);
    const language = question.language || languageOf(question.question, call.locale);
    // Where nothing leaves the installation, nobody's names have to be learnt.
    const leaves = this.writer.model !== undefined || this.retrieval.asksOutside;
    const about = leaves ? (question.about ?? question.subject) : undefined;
    const { passages, best, names } = await this.retrieval.find(call, { ...question, language, about });
    const said = (names && (await this.written(call, { question: question.question, names, passages }))) ?? extractive(passages, best);
    return this.work.run(call, async (tx) => this.noted(tx, question, said));
  }

  /** Nothing without a model, and where it does not hold to the passages. */
  private async written(
    call: CallContext,
    { question, names, passages }: { readonly question: string; readonly names: KnownNames; readonly passages: readonly Found[] },
  ): Promise<Said | undefined> {
    const { model } = this.writer;
    if (!model || passages.length === 0) return undefined;
    const shown = passages.map(({ title, sentences }) => ({ title, text: sentences.join(' ') }));
    const task =
      'Answer the question from the passages alone, in its language, in one to four sentences. Each sentence names the passage (by its place in the list, from 0) and quotes the words in it that it rests on, unchanged. Where the passages do not answer, found is false.';
    const material = { question, passages: shown };
    const grounded = await this.writer.write({ task, material, schema: answerSchema }, names, call.signal, (answer) => groundedIn(answer, shown));
    if (!grounded) return undefined;
    const citations = grounded.map(({ passage, quote }) => citationOf(passages[passage]!, quote));
    return { text: grounded.map(({ text }, at) => `${text} [${at + 1}]`).join(' '), citations, model };
  }

  private noted(tx: Tx, { use, subject, question }: Question, said: Said): Answer {
    const id = this.ledger.nextId();
    const evidenceIds = said.citations.map(({ articleId, version: of, passage }) => `${articleId}@${of}#${passage}`);
    const output = JSON.stringify([question, said.text]);
    const about = { use, kind: 'answer', outputId: id, output, model: said.model, modelVersion: version, ...(subject && { subject }) };
    const inputIds = [...new Set(said.citations.map(({ articleId }) => articleId))];
    return { ...said, id, found: said.text !== '', ledgerId: this.ledger.note(tx, { ...about, inputIds, evidenceIds }) };
  }
}

function extractive(passages: readonly Found[], best: Extract | undefined): Said {
  const passage = best && passages.find(({ id }) => id === best.id);
  if (!passage) return { text: '', citations: [], model: 'extractive' };
  const quote = best.sentences.join(' ');
  return { text: `${quote} [1]`, citations: [citationOf(passage, quote)], model: 'extractive' };
}

function citationOf({ articleId, title, version: of, number }: Found, quote: string) {
  return { articleId, title, version: of, passage: number, quote };
}
