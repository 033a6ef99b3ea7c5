import type { Settings } from '@rapport/config';
import type { Embedder } from './embedder.js';
import { EndpointEmbedder } from './endpoint.embedder.js';
import { HashedEmbedder } from './hashed.embedder.js';

/** The embedding model that is set, or the hashed vectors that need none. */
export function openEmbedder({ embeddingModel, embeddingDims, openaiBaseUrl, openaiApiKey }: Settings): Embedder {
  if (!embeddingModel) return new HashedEmbedder();
  return new EndpointEmbedder({ model: embeddingModel, baseUrl: openaiBaseUrl, apiKey: openaiApiKey }, embeddingDims);
}
