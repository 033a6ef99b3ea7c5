import { wordCount } from './passages.js';

/** A question as the index reads it. */
export interface Asked {
  /** Its lexemes, each with how much it tells. */
  readonly weights: ReadonlyMap<string, number>;
  /** Those that nobody wrote: they stand for words that were put right. */
  readonly mended: ReadonlySet<string>;
}

/** A passage that may answer, with the lexemes of its title and heading, and of each sentence. */
export interface Candidate {
  readonly id: string;
  readonly sentences: readonly string[];
  readonly about: readonly string[];
  readonly lexemes: readonly (readonly string[])[];
}

/** What a question was answered with. */
export interface Extract {
  readonly id: string;
  /** Neighbouring sentences, the telling one among them. */
  readonly sentences: readonly string[];
  /** How much of what the question tells stands there, 0 to 1. */
  readonly coverage: number;
}

/** Below this a question is not answered: chosen on labelled questions and tried on others, see `npm run eval -- answers`. */
export const enough = 0.62;
/** An answer grows to about so many words. */
const longest = 60;
/** How much the title says for a sentence under it. */
const titleShare = 0.6;
/** Each later passage has to say so much more. */
const laterShare = 0.92;
/** How far a word that was put right is believed: it may be a right word that no article says. */
const mendedBelief = 0.5;
/** Letters, then a number: `e14`, `aqua5`. */
const code = /^(\p{L}+)(\d+)$/u;

/** The best sentence with its neighbours; nothing when too little of the question stands in any. */
export function extract(question: Asked, candidates: readonly Candidate[], threshold = enough): Extract | undefined {
  const best = bestOf(question, candidates);
  if (!best || best.coverage < threshold) return undefined;
  const { candidate, at, coverage } = best;
  return { id: candidate.id, sentences: around(candidate.sentences, at), coverage };
}

function bestOf(question: Asked, candidates: readonly Candidate[]) {
  let best: { candidate: Candidate; at: number; coverage: number; score: number } | undefined;
  const codes = [...question.weights.keys()].filter((term) => code.test(term));
  for (const [rank, candidate] of candidates.entries()) {
    if (!namesAll(candidate, codes)) continue;
    for (const [at, lexemes] of candidate.lexemes.entries()) {
      const own = share(question, new Set(lexemes));
      const whole = share(question, new Set([...lexemes, ...candidate.about]));
      const score = (own * (1 - titleShare) + whole * titleShare) * laterShare ** rank;
      if (!best || score > best.score) best = { candidate, at, coverage: whole, score };
    }
  }
  return best;
}

/** An error code or a model in one piece or in two: what is said of E05 answers nobody who asks about E14. */
function namesAll({ about, lexemes }: Candidate, codes: readonly string[]): boolean {
  if (codes.length === 0) return true;
  const there = new Set([...about, ...lexemes.flat()]);
  return codes.every(
    (term) =>
      there.has(term) ||
      code
        .exec(term)!
        .slice(1)
        .every((part) => there.has(part)),
  );
}

function share({ weights, mended }: Asked, there: ReadonlySet<string>): number {
  let [found, all] = [0, 0];
  for (const [term, weight] of weights) {
    all += weight;
    if (there.has(term)) found += weight * (mended.has(term) ? mendedBelief : 1);
  }
  return all === 0 ? 0 : found / all;
}

/** The sentence, what follows it and then what stands before it, as far as there is room. */
function around(sentences: readonly string[], at: number): string[] {
  let [from, to] = [at, at + 1];
  const fits = (start: number, end: number) => wordCount(sentences.slice(start, end)) <= longest;
  while (to < sentences.length && fits(from, to + 1)) to += 1;
  while (from > 0 && fits(from - 1, to)) from -= 1;
  return sentences.slice(from, to);
}
