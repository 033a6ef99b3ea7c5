import { sentence, AppError } from '@rapport/kernel';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Socket } from 'node:net';
import { problemHeaders, problemOf } from '../problem/problem.js';
import { kindOf } from '@rapport/contracts';
import type { GatewaySettings } from '../deps.js';

/** The address with its query, and the headers: a filter of the longest kind in Cyrillic, percent-encoded, beside a token and a page token. */
const headerBytes = 65_536;
// A slow or hostile peer does not hold a connection for free.
const headersTimeoutMs = 10_000;
const wholeRequestTimeoutMs = 30_000;
const keepAliveMs = 65_000;

/** Answers what goes wrong before a route is found, such as an address that cannot be decoded. */
export type AnswerProblem = (thrown: unknown, request: FastifyRequest, reply: FastifyReply) => void;

/** Fastify with our limits and nothing of its own to say: no logger, no body parsers, no error pages. */
export function bareServer(settings: GatewaySettings, answerProblem: AnswerProblem): FastifyInstance {
  const app = Fastify({
    logger: false,
    trustProxy: settings.trustedProxies ?? false,
    bodyLimit: settings.maxBodyBytes,
    requestTimeout: wholeRequestTimeoutMs,
    keepAliveTimeout: keepAliveMs,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    requestIdHeader: false,
    genReqId: () => '',
    http: { maxHeaderSize: headerBytes, headersTimeout: headersTimeoutMs },
    // Queries are read by the contracts; the longest parameter is an external id, percent-encoded.
    routerOptions: { querystringParser: () => ({}), maxParamLength: 2400 },
    frameworkErrors: answerProblem,
    clientErrorHandler: answerBrokenRequest,
  });
  app.removeAllContentTypeParsers();
  return app;
}

/** A request that is no HTTP: too large headers, too slow, or nonsense. There is no request object; one answer and the line is cut. */
function answerBrokenRequest(thrown: Error & { code?: string }, socket: Socket): void {
  if (thrown.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const error = brokenBy(thrown.code);
  const status = thrown.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : kindOf(error).status;
  const body = JSON.stringify({ ...problemOf(error, { locale: 'en', traceId: '' }), status, detail: sentence('en', error.reason, error.details.params) });
  const headers = {
    ...problemHeaders(error),
    'content-type': 'application/problem+json',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end(`HTTP/1.1 ${status} Problem\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
}

function brokenBy(code: string | undefined): AppError {
  if (code === 'HPE_HEADER_OVERFLOW') return new AppError('too_large', 'HEADERS_TOO_LARGE', { params: { max: headerBytes } });
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new AppError('deadline', 'DEADLINE_EXCEEDED');
  return new AppError('invalid', 'INVALID_REQUEST');
}
