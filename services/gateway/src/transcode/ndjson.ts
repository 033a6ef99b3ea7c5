import { Readable } from 'node:stream';
import type { DescMessage, Message } from '@bufbuild/protobuf';
import { writeJson } from '@rapport/contracts';
import type { FastifyReply } from 'fastify';

/**
 * Sends streamed answers as they come, one JSON document a line. The first is awaited before the headers go out, so that a refusal is still
 * a problem document. A slow reader slows the sender.
 */
export async function ndjson(reply: FastifyReply, desc: DescMessage, answers: AsyncIterable<Message>): Promise<FastifyReply> {
  const iterator = answers[Symbol.asyncIterator]();
  const first = await iterator.next();
  async function* lines() {
    try {
      for (let next = first; !next.done; next = await iterator.next()) yield `${JSON.stringify(writeJson(desc, next.value))}\n`;
    } finally {
      await iterator.return?.();
    }
  }
  return reply.header('content-type', 'application/x-ndjson').send(Readable.from(lines(), { objectMode: false }));
}
