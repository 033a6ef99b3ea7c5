/**
 * A sealed value or a wrapped key that does not open: damaged, moved from its place, or of another key. Says which check refused, and nothing of what was inside;
 * the check is for the log, callers treat all alike.
 */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';

  constructor(readonly check: 'shape' | 'generation' | 'commitment' | 'authenticity') {
    super(`the seal is broken (${check})`);
  }
}
