import { EmbeddedSpeech } from './embedded.speech.js';
import type { Speech } from './speech.js';

/** The speech model that is set, or the one that ships. */
export function openSpeech(): Speech {
  return new EmbeddedSpeech();
}
