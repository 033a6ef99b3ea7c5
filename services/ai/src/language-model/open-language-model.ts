import type { Settings } from '@rapport/config';
import { EndpointLanguageModel } from './endpoint.language-model.js';
import { InstalledModel } from './installed-model.js';

/** The language model that is set; without one, answers are extracts and drafts are templates. */
export function openLanguageModel({ languageModel, openaiBaseUrl, openaiApiKey }: Settings): InstalledModel {
  if (!languageModel) return new InstalledModel(undefined);
  return new InstalledModel(new EndpointLanguageModel({ model: languageModel, baseUrl: openaiBaseUrl, apiKey: openaiApiKey }));
}
