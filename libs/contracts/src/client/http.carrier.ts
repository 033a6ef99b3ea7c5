import type { DescMessage, DescMethod, MessageInitShape } from '@bufbuild/protobuf';
import { readAnswer } from '../json/read.js';
import { isWrite } from '../options.js';
import { ConnectionError } from './connection-error.js';
import { httpRequest, type HttpRequest } from './http-request.js';
import { problemOf } from './problem-error.js';
import { withRetries, type Patience } from './retry.js';
import type { CallOptions, Carrier } from './service-client.js';

/** Where and as whom to call. */
export interface HttpSettings {
  readonly baseUrl: string;
  /** The bearer token, or how to get a fresh one for each try; none where a cookie says who is calling. */
  readonly token: string | (() => string | Promise<string>) | undefined;
  readonly fetch: typeof fetch;
  /** Sent with every request, such as `Accept-Language`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly patience: Patience;
}

/** Carries calls over HTTP. A write is named once, however often it is tried. */
export class HttpCarrier implements Carrier {
  constructor(private readonly settings: HttpSettings) {}

  async unary(method: DescMethod, request: MessageInitShape<DescMessage>, options: CallOptions): Promise<unknown> {
    const response = await this.send(method, request, options);
    return readAnswer(method.output, await response.json()).message;
  }

  async *stream(method: DescMethod, request: MessageInitShape<DescMessage>, options: CallOptions): AsyncIterable<unknown> {
    const response = await this.send(method, request, options);
    for await (const line of linesOf(response)) yield readAnswer(method.output, JSON.parse(line)).message;
  }

  private send(method: DescMethod, init: MessageInitShape<DescMessage>, options: CallOptions): Promise<Response> {
    const request = httpRequest(method, init);
    const headers = headersOf(method, request, options);
    return withRetries(this.settings.patience, options.signal, () => this.try(request, headers, options.signal));
  }

  private async try({ verb, path, body }: HttpRequest, headers: Record<string, string>, signal: AbortSignal | undefined): Promise<Response> {
    const { baseUrl, token, fetch, headers: usual } = this.settings;
    const bearer = typeof token === 'function' ? await token() : token;
    const all = { accept: 'application/json', ...usual, ...headers, ...(bearer ? { authorization: `Bearer ${bearer}` } : {}) };
    const response = await fetch(`${baseUrl}${path}`, {
      method: verb,
      headers: all,
      body: (body as string | Uint8Array<ArrayBuffer> | undefined) ?? null,
      signal: signal ?? null,
    }).catch((error: unknown) => {
      throw signal?.aborted ? error : new ConnectionError(error);
    });
    if (!response.ok) throw await problemOf(response);
    return response;
  }
}

function headersOf(method: DescMethod, { body, etag }: HttpRequest, { ifMatch, idempotencyKey }: CallOptions): Record<string, string> {
  const version = ifMatch ?? etag;
  return {
    ...(body === undefined ? {} : { 'content-type': typeof body === 'string' ? 'application/json' : 'application/octet-stream' }),
    ...(isWrite(method) ? { 'idempotency-key': idempotencyKey ?? newKey() } : {}),
    ...(version === undefined ? {} : { 'if-match': /^(?:\*|".*")$/.test(version) ? version : `"${version}"` }),
  };
}

/** 128 random bits. `crypto.randomUUID` would be there on secure pages only. */
function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function* linesOf(response: Response): AsyncIterable<string> {
  const decoder = new TextDecoder();
  const reader = response.body!.getReader();
  let rest = '';
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      const lines = (rest + decoder.decode(read.value, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      yield* lines.filter((line) => line !== '');
    }
    if (rest.trim() !== '') yield rest;
  } finally {
    await reader.cancel();
  }
}
