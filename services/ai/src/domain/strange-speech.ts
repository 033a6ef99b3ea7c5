/** How sure a model was of a stretch of speech. */
export interface Sample {
  readonly ms: number;
  readonly confidence: number;
}

/** A model that is less sure than this of what it hears does not know the language. */
const strangeBelow = 0.5;
const enoughMs = 20_000;
const lateMs = 60_000;

/** Whether what was heard so far is no language that the model knows; asked while there is enough of it to tell and not yet so much that it is too late. */
export function isStrange(heard: readonly Sample[]): boolean {
  const ms = heard.reduce((sum, one) => sum + one.ms, 0);
  if (ms < enoughMs || ms > lateMs) return false;
  return heard.reduce((sum, one) => sum + one.ms * one.confidence, 0) / ms < strangeBelow;
}
