import type { ServerResponse } from 'node:http';
import type { HeardChange } from './change.js';

/** Bytes that may wait for one reader. One who is slower than that is cut off and comes back with `Last-Event-ID`. */
const mostWaitingBytes = 1_048_576;

/** One reader of server-sent events. */
export class EventStream {
  constructor(
    private readonly response: ServerResponse,
    headers: Readonly<Record<string, string | number | string[] | undefined>>,
  ) {
    for (const [name, value] of Object.entries(headers)) if (value !== undefined) response.setHeader(name, value);
    response.setHeader('content-type', 'text/event-stream; charset=utf-8');
    response.setHeader('x-accel-buffering', 'no');
    response.writeHead(200);
    this.write('retry: 2000\n\n');
  }

  tell({ position, name, change }: HeardChange): void {
    this.write(`id: ${position}\nevent: ${name}\ndata: ${JSON.stringify(change)}\n\n`);
  }

  /** A sign of life: keeps proxies from cutting a silent line. */
  beat(): void {
    this.write(':\n\n');
  }

  /** Says why, and ends. */
  end(reason: string): void {
    if (this.response.writableEnded) return;
    this.write(`event: end\ndata: ${JSON.stringify({ reason })}\n\n`);
    this.response.end();
  }

  private write(text: string): void {
    if (this.response.destroyed || this.response.writableEnded) return;
    this.response.write(text);
    if (this.response.writableLength > mostWaitingBytes) this.response.destroy();
  }
}
