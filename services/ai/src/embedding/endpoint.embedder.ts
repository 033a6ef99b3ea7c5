import { AppError } from '@rapport/kernel';
import type { KnownNames } from '../masking/detect.js';
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

  async embed(texts: readonly string[], signal: AbortSignal, names?: KnownNames): Promise<number[][]> {
    if (texts.length === 0) return [];
    const client = await (this.client ??= openClient(this.server));
    const masking = new Masking(names);
    const input = texts.map((text) => masking.mask(text));
    // Without the format some servers are asked for base64, answer numbers, and silently become one zero.
    const answer: unknown = await client.embeddings.create({ model: this.model, input, encoding_format: 'float' }, { signal }).catch((cause: unknown) => {
      signal.throwIfAborted();
      throw new AppError('unavailable', 'MODEL_UNREACHABLE', { retryAfterMs: 5000 }, { cause });
    });
    return this.vectorsIn(answer, texts.length);
  }

  /** One vector a text, in the order of the texts: a server may answer in another, and says so. */
  private vectorsIn(answer: unknown, count: number): number[][] {
    const { data } = (answer ?? {}) as { data?: unknown };
    const vectors: unknown[] = Array.from({ length: count });
    for (const [at, item] of Array.isArray(data) ? data.entries() : []) {
      const { index = at, embedding } = (item ?? {}) as { index?: unknown; embedding?: unknown };
      if (typeof index !== 'number' || vectors[index] !== undefined) throw new AppError('unavailable', 'MODEL_WRONG_ANSWER');
      vectors[index] = embedding;
    }
    if (vectors.length !== count || !vectors.every((vector) => this.isVector(vector))) throw new AppError('unavailable', 'MODEL_WRONG_ANSWER');
    return vectors;
  }

  /** Nothing but zeros lies in no direction: it is near to nothing, or to everything. */
  private isVector(vector: unknown): vector is number[] {
    return Array.isArray(vector) && vector.length === this.dims && vector.every(Number.isFinite) && vector.some((value) => value !== 0);
  }
}
