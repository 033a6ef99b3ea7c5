import type OpenAI from 'openai';
import { boundedFetch } from './bounded-fetch.js';

/** Where a model is asked. */
export interface ModelServer {
  readonly model: string;
  /** OpenAI's own when there is none. */
  readonly baseUrl?: string | undefined;
  readonly apiKey?: string | undefined;
  readonly timeoutMs?: number;
}

/** A client of an OpenAI-compatible server, loaded when it is first needed. */
export async function openClient({ baseUrl, apiKey = 'none', timeoutMs = 30_000 }: ModelServer): Promise<OpenAI> {
  const { default: Client } = await import('openai');
  return new Client({ apiKey, timeout: timeoutMs, maxRetries: 1, fetch: boundedFetch(timeoutMs), ...(baseUrl && { baseURL: baseUrl }) });
}
