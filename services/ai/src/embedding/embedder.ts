import type { KnownNames } from '../masking/detect.js';

/** Turns texts into vectors that lie near one another where the texts mean the like. */
export abstract class Embedder {
  /** Kept with each vector: those of another model are never compared. */
  abstract readonly model: string;
  abstract readonly dims: number;
  /** Whether it sees letters alone, no meaning: it then helps with misspelt words and with nothing else. */
  abstract readonly lexical: boolean;
  /** One vector a text, each of `dims` numbers; `names` leave with none of them. Throws `unavailable` MODEL_UNREACHABLE or MODEL_WRONG_ANSWER. */
  abstract embed(texts: readonly string[], signal: AbortSignal, names?: KnownNames): Promise<number[][]>;
}
