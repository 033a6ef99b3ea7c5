import type { Clock } from '@rapport/kernel';

/** After so many silences in a row nobody waits for the model any more. */
const silencesAtMost = 2;
/** For so long it is left alone; then one who asks tries it again, and all the others if it answers. */
const restMs = 60_000;

/** Whether a model is worth asking: one that does not answer is not waited for by everybody in turn. */
export class Circuit {
  private silences = 0;
  private restsUntil = 0;

  constructor(private readonly clock: Clock) {}

  /** Whether the model may be asked now. Whoever is told so after a rest is the only one until it has answered, or for another rest. */
  mayAsk(): boolean {
    if (this.silences < silencesAtMost) return true;
    const now = this.clock.now().getTime();
    if (now < this.restsUntil) return false;
    this.restsUntil = now + restMs;
    return true;
  }

  answered(): void {
    this.silences = 0;
  }

  wasSilent(): void {
    this.silences += 1;
    this.restsUntil = this.clock.now().getTime() + restMs;
  }
}
