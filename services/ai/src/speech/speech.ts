/** Speech in one voice, 16 kHz, at most twenty seconds. */
export interface Clip {
  readonly samples: Float32Array;
  /** The language spoken; empty when nobody knows. */
  readonly language: string;
}

/** What a model made of a clip. */
export interface Heard {
  readonly text: string;
  /** 0 to 1; how sure the model was, on average over the words. */
  readonly confidence: number;
}

/** Turns speech into text. */
export abstract class Speech {
  /** For the ledger. */
  abstract readonly model: string;
  abstract readonly modelVersion: string;
  /** The languages that it knows; nothing when it knows any. */
  abstract readonly languages: readonly string[] | undefined;
  /**
   * The words of a clip; empty text where it hears none. Throws `unavailable` SPEECH_UNREACHABLE when the model cannot be asked now, `unavailable` SPEECH_WRONG_ANSWER when it
   * answers what is no answer.
   */
  abstract transcribe(clip: Clip, signal: AbortSignal): Promise<Heard>;
}

/** Below this the words of a turn should be checked by ear. */
export const doubtfulBelow = 0.55;

/** How sure a model is that does not say: not doubtful, and no more. */
export const unsaidConfidence = 0.7;

/** More letters than anybody says in so many seconds: what a model makes of a noise. */
export function isBabble(text: string, seconds: number): boolean {
  return text.length > 60 + seconds * 40;
}
