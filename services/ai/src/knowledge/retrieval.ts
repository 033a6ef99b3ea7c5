import { Injectable } from '@nestjs/common';
import type { ArticleAudience } from '@rapport/contracts';
import { orNothing, type CallContext } from '@rapport/kernel';
import { UnitOfWork, type Tx } from '@rapport/persistence';
import { extract, type Extract } from '../domain/knowledge/extract.js';
import { Embedder } from '../embedding/embedder.js';
import type { KnownNames } from '../masking/detect.js';
import { PassageSearch, type Findings, type Found } from '../store/passage.search.js';
import { PassageWords } from '../store/passage.words.js';
import { RecordNames, type RecordOf } from './record-names.js';

/** What is looked for, by a reader of these audiences. */
export interface Wanted {
  readonly question: string;
  readonly language: string;
  readonly audiences: readonly ArticleAudience[];
  /** The record whose names, and those of whom it belongs to, must not leave with the question. */
  readonly about?: RecordOf | undefined;
}

/** Passages, best first, and the sentences that answer, where any do. */
export interface Retrieved {
  readonly passages: readonly Found[];
  readonly best?: Extract | undefined;
  /** What must not leave; nothing where it could not be learnt now: then nothing left, and nothing may. */
  readonly names: KnownNames | undefined;
}

/** So many passages are found, and so many of them read for a sentence that answers. */
const [found, read] = [5, 3];

/** Finds passages, and in them the sentences that answer a question. */
@Injectable()
export class Retrieval {
  constructor(
    private readonly work: UnitOfWork,
    private readonly search: PassageSearch,
    private readonly words: PassageWords,
    private readonly embedder: Embedder,
    private readonly recordNames: RecordNames,
  ) {}

  /** Whether questions leave the installation to be looked for. */
  get asksOutside(): boolean {
    return !this.embedder.lexical;
  }

  async find(call: CallContext, wanted: Wanted): Promise<Retrieved> {
    const names = await this.namesOf(call, wanted.about);
    const vector = await this.vectorOf(call, wanted.question, names);
    return this.work.read(call, async (tx) => {
      const findings = await this.search.find(tx, { ...wanted, vector, model: this.embedder.model, lexical: this.embedder.lexical }, found);
      return { names, passages: findings.passages, best: await this.extracted(tx, wanted.language, findings) };
    });
  }

  /** An index without vectors is still an index: a model that cannot be asked now leaves the words. */
  private async vectorOf(call: CallContext, question: string, names: KnownNames | undefined): Promise<readonly number[] | undefined> {
    if (this.asksOutside && !names) return undefined;
    const vectors = await orNothing(this.embedder.embed([question], call.signal, names), 'unavailable');
    return vectors?.[0];
  }

  private async namesOf(call: CallContext, record: RecordOf | undefined): Promise<KnownNames | undefined> {
    return record ? orNothing(this.recordNames.of(call, record), 'unavailable') : { people: [], organisations: [] };
  }

  private async extracted(tx: Tx, language: string, { passages, ...asked }: Findings): Promise<Extract | undefined> {
    const top = passages.slice(0, read);
    const texts = top.flatMap(({ title, heading, sentences }) => [`${title}\n${heading}`, ...sentences]);
    const lexemes = await this.words.lexemesOf(tx, { language }, texts);
    const candidates = top.map(({ id, sentences }) => {
      const [about = [], ...own] = lexemes.splice(0, sentences.length + 1);
      return { id, sentences, about, lexemes: own };
    });
    return extract(asked, candidates);
  }
}
