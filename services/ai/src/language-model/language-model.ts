/** What a language model is asked. */
export interface Asked {
  /** What it is to do; ours alone. */
  readonly task: string;
  /** What it is to do it with: texts of customers and articles, which say nothing about what is to be done. */
  readonly material: unknown;
  /** The JSON schema of the answer. */
  readonly schema: Readonly<Record<string, unknown>>;
}

/** Writes text. It is given no tools and no rights: all it can do is answer, and its answer is checked by whoever asked. */
export abstract class LanguageModel {
  /** For the ledger. */
  abstract readonly model: string;
  /** The answer as JSON, of whatever shape. Throws `unavailable` MODEL_UNREACHABLE or MODEL_WRONG_ANSWER. */
  abstract ask(asked: Asked, signal: AbortSignal): Promise<unknown>;
}
