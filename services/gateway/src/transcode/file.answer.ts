import { Readable } from 'node:stream';
import type { FilePart } from '@rapport/contracts';
import type { FastifyReply } from 'fastify';

/** The stretch that a `Range` header asks for; a negative `first` counts from the end. Empty when the whole file is wanted. */
export interface WantedRange {
  readonly first?: bigint;
  readonly last?: bigint;
}

/** Reads a `Range` header of one stretch. What is not understood, such as several stretches, asks for the whole file, as RFC 9110 has it. */
export function rangeOf(header: string | undefined): WantedRange {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first !== '' && (last === '' || BigInt(last) >= BigInt(first))) return { first: BigInt(first), ...(last !== '' && { last: BigInt(last) }) };
  return first === '' && last !== '' ? { first: -BigInt(last) } : {};
}

/** Sends a file's bytes as they come. The first part is awaited before the headers go out, so that a refusal is still a problem document. */
export async function fileAnswer(reply: FastifyReply, range: WantedRange, parts: AsyncIterable<FilePart>): Promise<FastifyReply> {
  const iterator = parts[Symbol.asyncIterator]();
  const begun = await iterator.next();
  const { offset, total, type } = begun.value as FilePart;
  const last = range.last !== undefined && range.last < total ? range.last : total - 1n;
  async function* bytes() {
    try {
      for (let next = begun; !next.done; next = await iterator.next()) yield next.value.content;
    } finally {
      await iterator.return?.();
    }
  }
  if (range.first !== undefined) reply.code(206).header('content-range', `bytes ${offset}-${last}/${total}`);
  return reply
    .header('accept-ranges', 'bytes')
    .header('content-length', String(last - offset + 1n))
    .header('content-type', type)
    .send(Readable.from(bytes(), { objectMode: false }));
}
