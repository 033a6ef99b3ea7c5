import type { Settings } from '@rapport/config';
import { EmbeddedSpeech } from './embedded.speech.js';
import { EndpointSpeech } from './endpoint.speech.js';
import { FolderSpeech } from './folder.speech.js';
import type { Speech } from './speech.js';

/** The speech model that is set, or the one that ships. */
export function openSpeech({ speech, speechModel, speechFolder, openaiBaseUrl, openaiApiKey }: Settings): Speech {
  if (speech === 'embedded') return new EmbeddedSpeech();
  if (speech === 'folder') return new FolderSpeech(speechFolder);
  return new EndpointSpeech({ model: speechModel, baseUrl: openaiBaseUrl, apiKey: openaiApiKey });
}
