import { AppError } from '@rapport/kernel';
import type { FastifyInstance } from 'fastify';

/** Lets bodies come in as bytes, for the contracts to read: JSON, or raw ones where the contract says so. Everything else is `unsupported`: other types, other character sets, compressed bodies. */
export function takeBodies(app: FastifyInstance): void {
  const types = ['application/json', 'application/merge-patch+json'];
  app.addContentTypeParser(types, { parseAs: 'buffer' }, (request, body, done) => {
    const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = request.headers;
    const charset = /charset="?([^";\s]+)/i.exec(type)?.[1] ?? 'utf-8';
    if (request.routeOptions.config.takesBytes) done(unsupported('application/octet-stream'));
    else if (charset.toLowerCase() !== 'utf-8' || encoding !== 'identity') done(unsupported('application/json in UTF-8, not compressed'));
    else done(null, body);
  });
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (request, body, done) => {
    const { 'content-encoding': encoding = 'identity' } = request.headers;
    if (!request.routeOptions.config.takesBytes) done(unsupported('application/json'));
    else if (encoding !== 'identity') done(unsupported('application/octet-stream, not compressed'));
    else done(null, body);
  });
}

/** A body of a type that this route does not take. */
export function unsupported(type: string): AppError {
  return new AppError('unsupported', 'UNSUPPORTED_MEDIA_TYPE', { params: { type } });
}
