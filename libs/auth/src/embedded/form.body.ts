import type { IncomingMessage } from 'node:http';

const mostBytes = 8_192;

/** A posted form of at most 8 KiB; a larger one reads as empty. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size <= mostBytes) chunks.push(chunk as Buffer);
  }
  return new URLSearchParams(size > mostBytes ? '' : Buffer.concat(chunks).toString('utf8'));
}
