import { AppError } from '@rapport/kernel';
import type { FastifyInstance } from 'fastify';

/** Lets bodies of JSON come in as bytes, for the contracts to read. Everything else is `unsupported`: other types, other character sets, compressed bodies. */
export function takeJsonBodies(app: FastifyInstance): void {
  const types = ['application/json', 'application/merge-patch+json'];
  app.addContentTypeParser(types, { parseAs: 'buffer' }, (request, body, done) => {
    const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = request.headers;
    const charset = /charset="?([^";\s]+)/i.exec(type)?.[1] ?? 'utf-8';
    if (charset.toLowerCase() !== 'utf-8' || encoding !== 'identity') done(new AppError('unsupported', 'UNSUPPORTED_MEDIA_TYPE'));
    else done(null, body);
  });
}
