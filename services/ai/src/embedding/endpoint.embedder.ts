import { AppError } from '@rapport/kernel';
import { Masking } from '../masking/mask.js';
import { openClient, type ModelServer } from '../language-model/model-server.js';
import { Embedder } from './embedder.js';

/** A model behind an OpenAI-compatible `/embeddings`. What leaves for it is masked; what comes back is measured. */
export class EndpointEmbedder extends Embedder {
  readonly lexical = false;
  private client: ReturnType<typeof openClient> | undefined;

  constructor(
    private readonly server: ModelServer,
    readonly dims: number,
  ) {
    super();
  }

  get model(): string {
    return this.server.model;
  }

  async embed(texts: readonly string[], signal: AbortSignal): Promise<number[][]> {
    if (texts.length === 0) return [];
    const client = await (this.client ??= openClient(this.server));
    const masking = new Masking();
    const input = texts.map((text) => masking.mask(text));
    // Without the format some servers are asked for base64, answer numbers, and silently become one zero.
    const answer: unknown = await client.embeddings.create({ model: this.model, input, encoding_format: 'float' }, { signal }).catch((cause: unknown) => {
      signal.throwIfAborted();
      throw new AppError('unavailable', 'MODEL_UNREACHABLE', { retryAfterMs: 5000 }, { cause });
    });
    return this.vectorsIn(answer, texts.length);
  }

  private vectorsIn(answer: unknown, count: number): number[][] {
    const { data } = (answer ?? {}) as { data?: unknown };
    const vectors = Array.isArray(data) ? data.map((item) => (item as { embedding?: unknown } | null)?.embedding) : [];
    const isVector = (vector: unknown): vector is number[] => Array.isArray(vector) && vector.length === this.dims && vector.every(Number.isFinite);
    if (vectors.length !== count || !vectors.every(isVector)) throw new AppError('unavailable', 'MODEL_WRONG_ANSWER');
    return vectors;
  }
}
