import type { Message } from '@bufbuild/protobuf';
import { writeJson, type FilePart } from '@rapport/contracts';
import { AppError, toAppError, type AnswerNotes, type Clock, type Principal } from '@rapport/kernel';
import type { OutgoingCall, RpcCaller } from '@rapport/messaging';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { etagOf, keyOf, patienceOf } from '../door/call-headers.js';
import { visitorOf } from '../door/visitor.js';
import { readBody } from './body.reader.js';
import { fileAnswer, rangeOf } from './file.answer.js';
import { ndjson } from './ndjson.js';
import { placed } from './pointer.js';
import { readQuery } from './query.reader.js';
import { readRequest } from './request.reader.js';
import type { Entrance } from './route.table.js';

/** Answers one route. */
export type Endpoint = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

interface Surroundings {
  readonly rpc: RpcCaller;
  readonly clock: Clock;
  readonly requestTimeoutMs: number;
}

const nothing = new Uint8Array();

/** The handler of an rpc's route: HTTP in, rpc, HTTP out. What depends on the contract alone is worked out here, once. */
export function endpointOf(entrance: Entrance, around: Surroundings): Endpoint {
  const { method, shape, verb } = entrance;
  const isWrite = verb !== 'GET';
  const messageOf = (request: FastifyRequest): Message => {
    const bytes = (request.body as Uint8Array | undefined) ?? nothing;
    const message = readRequest(shape, {
      variables: variablesOf(request, shape.variables.length),
      query: readQuery(request.raw.url ?? ''),
      body: isWrite && !shape.raw ? readBody(bytes) : undefined,
      etag: isWrite ? etagOf(request.headers['if-match']) : undefined,
    });
    return shape.raw ? Object.assign(message, { [shape.raw]: bytes }) : message;
  };
  const callOf = (request: FastifyRequest, message: Message) =>
    outgoing(request, entrance.isOpen ? visitorOf(message) : request.passage.caller!.principal, isWrite, around);
  if (method.methodKind === 'server_streaming') {
    const streaming = method;
    const answersOf = (request: FastifyRequest, message: Message) => around.rpc.stream(streaming, message, callOf(request, message));
    if (!entrance.answersFile) return (request, reply) => ndjson(reply, method.output, answersOf(request, messageOf(request)));
    return (request, reply) => {
      const range = rangeOf(request.headers['range']);
      return fileAnswer(reply, range, answersOf(request, Object.assign(messageOf(request), range)) as AsyncIterable<FilePart>);
    };
  }
  const unary = method;
  const answered = answerWriter(entrance);
  return async (request, reply) => {
    const message = messageOf(request);
    try {
      const { answer, notes } = await around.rpc.unary(unary, message, callOf(request, message));
      return answered(reply, answer, notes);
    } catch (thrown) {
      throw inCallersPlaces(entrance, thrown);
    }
  };
}

/** Variables of the path. An empty one is an address without anything behind it, never the list above it. */
function variablesOf(request: FastifyRequest, count: number): string[] {
  const params = request.params as Record<string, string>;
  const variables = Array.from({ length: count }, (_, index) => params[`p${index}`] ?? '');
  if (variables.includes('')) throw new AppError('not_found', 'ROUTE_NOT_FOUND');
  return variables;
}

function outgoing(request: FastifyRequest, principal: Principal, isWrite: boolean, { clock, requestTimeoutMs }: Surroundings): OutgoingCall {
  const { passage, headers } = request;
  const key = isWrite ? keyOf(headers['idempotency-key']) : undefined;
  return {
    principal,
    locale: passage.locale,
    trace: passage.trace,
    deadline: new Date(clock.now().getTime() + patienceOf(headers['prefer'], requestTimeoutMs)),
    signal: passage.signal,
    ...(key !== undefined && { idempotencyKey: key }),
  };
}

function answerWriter({ method, hasEtag, creates, recordPath }: Entrance) {
  return (reply: FastifyReply, answer: Message, notes: AnswerNotes): FastifyReply => {
    const { etag, id } = answer as { etag?: string; id?: string };
    if (hasEtag && etag) reply.header('etag', `"${etag}"`);
    if (notes.replayed) reply.header('idempotent-replayed', 'true');
    if (notes.created && creates) {
      reply.code(201);
      if (recordPath && id) reply.header('location', `${recordPath}${encodeURIComponent(id)}`);
    }
    return reply.header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(writeJson(method.output, answer)));
  };
}

function inCallersPlaces({ shape }: Entrance, thrown: unknown): AppError {
  const error = toAppError(thrown);
  const { violations } = error.details;
  if (!violations) return error;
  return new AppError(error.code, error.reason, { ...error.details, violations: placed(shape, violations) }, { cause: error.cause });
}
