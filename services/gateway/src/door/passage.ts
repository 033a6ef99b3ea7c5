import { localeOf, type Locale, type TraceHeaders } from '@rapport/kernel';
import type { FastifyRequest } from 'fastify';
import type { Caller } from './caller.js';
import { traceIdOf } from './trace.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** What the door knows of this request. Set before any other hook runs. */
    passage: Passage;
  }
  interface FastifyContextConfig {
    /** The route as the contract writes it, for logs and metrics. */
    template?: string;
    /** Whether it is work in bulk. */
    isBulk?: boolean;
    /** Whether the body is raw bytes, where others are JSON. */
    takesBytes?: boolean;
  }
}

/** One request's way through the door. */
export class Passage {
  readonly startedAt = performance.now();
  readonly traceId: string;
  /** Who is asking, once that is known. */
  caller: Caller | undefined;
  private controller: AbortController | undefined;
  private left = false;
  private readonly atEnd: (() => void)[] = [];
  private ended = false;

  constructor(
    private readonly request: FastifyRequest,
    readonly trace: TraceHeaders,
  ) {
    this.traceId = traceIdOf(trace);
  }

  get locale(): Locale {
    return localeOf(this.request.headers['accept-language']);
  }

  /** Aborted when the caller hangs up before the answer is out. */
  get signal(): AbortSignal {
    this.controller ??= new AbortController();
    if (this.left) this.controller.abort();
    return this.controller.signal;
  }

  /** Whether the answer is out, or the caller has left. */
  get isOver(): boolean {
    return this.ended;
  }

  /** Has something done once, when the answer is out or the caller has left; at once when that has been. */
  afterwards(action: () => void): void {
    if (this.ended) action();
    else this.atEnd.push(action);
  }

  /** The answer is out, or the caller has left. */
  over(): void {
    this.ended = true;
    for (const action of this.atEnd) action();
  }

  /** The connection is gone and the answer was not. */
  leave(): void {
    this.left = true;
    this.controller?.abort();
  }
}
