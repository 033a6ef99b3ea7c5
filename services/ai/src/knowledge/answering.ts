import { Injectable } from '@nestjs/common';
import { AiUse, ArticleAudience, type Citation } from '@rapport/contracts';
import type { MessageInitShape } from '@bufbuild/protobuf';
import type { CitationSchema } from '@rapport/contracts';
import { AppError, type CallContext } from '@rapport/kernel';
import { RecordParts, UnitOfWork, type Tx } from '@rapport/persistence';
import { extract } from '../domain/knowledge/extract.js';
import { answerSchema, groundedIn } from '../domain/knowledge/grounded.js';
import { languageOf } from '../domain/knowledge/language-of.js';
import { Embedder } from '../embedding/embedder.js';
import { Writer } from '../language-model/writer.js';
import { AiLedgerStore } from '../store/ai-ledger.store.js';
import { AiSwitchStore } from '../store/ai-switch.store.js';
import { PassageSearch, type Findings, type Found } from '../store/passage.search.js';

/** A question, for whom and for what use. */
export interface Question {
  readonly question: string;
  /** Told from the question when empty. */
  readonly language: string;
  readonly audiences: readonly ArticleAudience[];
  readonly use: AiUse;
  /** The customer whom it is about, and names that must not leave. */
  readonly subject?: { readonly noun: string; readonly id: string };
  readonly people?: readonly string[];
}

/** An answer and what it rests on. */
export interface Answer {
  readonly id: string;
  readonly found: boolean;
  readonly text: string;
  readonly citations: readonly (Omit<Citation, '$typeName'> & MessageInitShape<typeof CitationSchema>)[];
  readonly model: string;
  readonly ledgerId: string;
}

type Said = Pick<Answer, 'text' | 'citations' | 'model'>;

/** So many passages are read for a sentence that answers. */
const read = 3;
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
    private readonly search: PassageSearch,
    private readonly embedder: Embedder,
    private readonly writer: Writer,
    private readonly switches: AiSwitchStore,
    private readonly ledger: AiLedgerStore,
    private readonly parts: RecordParts,
  ) {}

  /** Throws `AI_USE_OFF` where the tenant switched the use off. */
  async answer(call: CallContext, question: Question): Promise<Answer> {
    await this.work.read(call, (tx) => this.switches.assertOn(tx, question.use));
    const said = await this.say(call, question);
    return this.work.run(call, async (tx) => this.noted(tx, question, said));
  }

  private async say(call: CallContext, question: Question): Promise<Said> {
    const language = question.language || languageOf(question.question, call.locale);
    const vector = await this.vectorOf(call, question.question);
    const { findings, extracted } = await this.work.read(call, async (tx) => {
      const search = { ...question, language, vector, model: this.embedder.model, lexical: this.embedder.lexical };
      const found = await this.search.find(tx, search, 5);
      return { findings: found, extracted: await this.extracted(tx, language, found) };
    });
    if (findings.passages.length === 0) return nothing('extractive');
    return (await this.written(call, question, findings.passages)) ?? extracted;
  }

  /** An index without vectors is still an index: a model that cannot be asked now leaves the words. */
  private async vectorOf(call: CallContext, question: string): Promise<readonly number[]> {
    try {
      const [vector] = await this.embedder.embed([question], call.signal);
      return vector!;
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code === 'unavailable') return [];
      throw thrown;
    }
  }

  private async extracted(tx: Tx, language: string, { passages, weights }: Findings): Promise<Said> {
    const top = passages.slice(0, read);
    const texts = top.flatMap(({ title, heading, sentences }) => [`${title}\n${heading}`, ...sentences]);
    const lexemes = await this.search.lexemesOf(tx, language, texts);
    const candidates = top.map(({ id, sentences }) => {
      const [about = [], ...own] = lexemes.splice(0, sentences.length + 1);
      return { id, sentences, about, lexemes: own };
    });
    const best = extract(weights, candidates);
    const passage = best && top.find(({ id }) => id === best.id);
    if (!passage) return nothing('extractive');
    const quote = best.sentences.join(' ');
    return { text: `${quote} [1]`, citations: [citationOf(passage, quote)], model: 'extractive' };
  }

  /** Nothing without a model, and where it does not hold to the passages. */
  private async written(call: CallContext, { question, people = [] }: Question, passages: readonly Found[]): Promise<Said | undefined> {
    const { model } = this.writer;
    if (!model) return undefined;
    const shown = passages.map(({ title, sentences }) => ({ title, text: sentences.join(' ') }));
    const task =
      'Answer the question from the passages alone, in its language, in one to four sentences. Each sentence names the passage (by its place in the list, from 0) and quotes the words in it that it rests on, unchanged. Where the passages do not answer, found is false.';
    const material = { question, passages: shown };
    const grounded = await this.writer.write({ task, material, schema: answerSchema }, { people, organisations: [] }, call.signal, (answer) =>
      groundedIn(answer, shown),
    );
    if (!grounded) return undefined;
    const citations = grounded.map(({ passage, quote }) => citationOf(passages[passage]!, quote));
    return { text: grounded.map(({ text }, at) => `${text} [${at + 1}]`).join(' '), citations, model };
  }

  private noted(tx: Tx, { use, subject, question }: Question, said: Said): Answer {
    const id = this.parts.ids.next();
    const evidenceIds = said.citations.map(({ articleId, version: of, passage }) => `${articleId}@${of}#${passage}`);
    const output = JSON.stringify([question, said.text]);
    const about = { use, kind: 'answer', outputId: id, output, model: said.model, modelVersion: version, ...(subject && { subject }) };
    const inputIds = [...new Set(said.citations.map(({ articleId }) => articleId))];
    return { ...said, id, found: said.text !== '', ledgerId: this.ledger.note(tx, { ...about, inputIds, evidenceIds }) };
  }
}

function nothing(model: string): Said {
  return { text: '', citations: [], model };
}

function citationOf({ articleId, title, version: of, number }: Found, quote: string) {
  return { articleId, title, version: of, passage: number, quote };
}
