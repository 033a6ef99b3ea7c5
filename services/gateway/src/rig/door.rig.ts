import { create, type DescMethodServerStreaming, type DescMethodUnary, type Message } from '@bufbuild/protobuf';
import {
  AppError,
  SystemClock,
  type AnswerNotes,
  type Log,
  type LogFields,
  type Principal,
  type Role,
  type TeamId,
  type TenantId,
  type UserId,
} from '@rapport/kernel';
import { createGateway, type Gateway, type GatewayDeps, type GatewaySettings, type Session, type Sessions } from '../index.js';
import { metricsText } from '@rapport/telemetry';
import { RpcCaller, type KeptEnvelope, type OutgoingCall } from '@rapport/messaging';

/** What an rpc was asked. */
export interface Asked {
  readonly method: DescMethodUnary;
  readonly request: Message;
  readonly call: OutgoingCall;
}

type Answering = (asked: Asked) => Promise<{ answer: Message; notes?: AnswerNotes }> | { answer: Message; notes?: AnswerNotes };

/** The other side of the door: remembers what it was asked and answers as told; an empty message when nothing was said. */
export class RememberingCaller extends RpcCaller {
  readonly asked: Asked[] = [];
  answering: Answering = ({ method }) => ({ answer: create(method.output) });

  async unary(method: DescMethodUnary, request: Message, call: OutgoingCall) {
    const asked = { method, request, call };
    this.asked.push(asked);
    const { answer, notes = {} } = await this.answering(asked);
    return { answer, notes };
  }

  async *stream(method: DescMethodServerStreaming): AsyncIterable<Message> {
    yield create(method.output);
  }
}

/** Log lines as they would be printed. */
export class KeptLog implements Log {
  readonly lines: { event: string; fields: LogFields | undefined }[] = [];
  debug = (event: string, fields?: LogFields) => this.keep(event, fields);
  info = (event: string, fields?: LogFields) => this.keep(event, fields);
  warn = (event: string, fields?: LogFields) => this.keep(event, fields);
  error = (event: string, _thrown: unknown, fields?: LogFields) => this.keep(event, fields);

  private keep(event: string, fields: LogFields | undefined): void {
    this.lines.push({ event, fields });
  }
}

/** Events that a spec makes happen. */
export class HandBroker {
  private readonly kept: KeptEnvelope[] = [];
  private readonly seeing = new Set<(event: KeptEnvelope) => void>();
  watchers = 0;

  async watch(_pattern: string, after: string | undefined, see: (event: KeptEnvelope) => void) {
    this.watchers += 1;
    const missed = after === undefined ? [] : this.kept.slice(this.kept.findIndex(({ position }) => position === after) + 1);
    for (const event of missed) see(event);
    this.seeing.add(see);
    return async () => {
      this.watchers -= 1;
      this.seeing.delete(see);
    };
  }

  say(event: KeptEnvelope): void {
    this.kept.push(event);
    for (const see of this.seeing) see(event);
  }
}

/** Sessions by a cookie `session=<token of the rig>`; a write must carry `x-own-page`. */
export class RigSessions implements Sessions {
  private readonly ends = new Map<string, Set<() => void>>();

  async principalOf(request: Parameters<Sessions['principalOf']>[0]) {
    const token = /(?:^|; )session=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
    if (token === undefined) return undefined;
    return { principal: principalOf(token), session: { id: token, expiresAt: new Date(Date.now() + 3_600_000), username: token } };
  }

  demandOwnPage(request: Parameters<Sessions['demandOwnPage']>[0]): void {
    if (request.headers['x-own-page'] === undefined) throw new AppError('forbidden', 'CSRF');
  }

  onEnd(session: Session, ended: () => void) {
    const listening = this.ends.get(session.id) ?? new Set();
    this.ends.set(session.id, listening.add(ended));
    return () => void listening.delete(ended);
  }

  end(id: string): void {
    for (const ended of this.ends.get(id) ?? []) ended();
  }

  mount(): void {}
}

/** `acme_seller` is a seller of acme. */
export function principalOf(token: string): Principal {
  const [tenant, role] = token.split('_');
  if (!tenant || !role) throw new AppError('unauthenticated', token === 'old' ? 'TOKEN_EXPIRED' : 'TOKEN_INVALID');
  return {
    id: `user-${token}` as UserId,
    tenant: tenant as TenantId,
    kind: role === 'customer' ? 'customer' : 'person',
    roles: [role as Role],
    teams: [`${tenant}/sales` as TeamId],
  };
}

const settings: GatewaySettings = {
  host: '127.0.0.1',
  publicUrl: 'http://localhost',
  ratePerSecond: 0,
  rateBurst: 1,
  failedSignInsPerMinute: 0,
  maxBodyBytes: 65_536,
  maxInFlight: 100,
  bulkShare: 0.25,
  requestTimeoutMs: 15_000,
  shutdownDelayMs: 0,
  shutdownGraceMs: 2000,
};

/** A gateway with everything around it in the hands of a spec, listening on a free port. */
export async function openDoor(changed: Partial<GatewaySettings> = {}, parts: Partial<GatewayDeps> = {}) {
  const rpc = new RememberingCaller();
  const log = new KeptLog();
  const broker = new HandBroker();
  const sessions = new RigSessions();
  const gateway: Gateway = await createGateway({
    rpc,
    log,
    broker,
    sessions,
    bearer: { verify: async (token) => ({ principal: principalOf(token), username: token, clientId: 'rig', expiresAt: new Date(Date.now() + 3_600_000) }) },
    settings: { ...settings, ...changed },
    clock: new SystemClock(),
    metricsText: async () => (await metricsText()).text,
    ready: async () => [{ name: 'broker', ok: true }],
    openApi: async (tenant) => ({ openapi: '3.1.0', info: { title: tenant ?? 'everybody', version: '1' }, paths: {} }),
    ...parts,
  });
  const url = await gateway.listen(0);
  return { rpc, log, broker, sessions, gateway, url, ask: asker(url) };
}

/** Fetches as a bearer, `acme_seller` unless told otherwise. */
function asker(url: string) {
  return async (path: string, init: RequestInit & { as?: string | undefined } = {}) => {
    const { as = 'acme_seller', headers, ...rest } = init;
    const answer = await fetch(`${url}${path}`, { ...rest, headers: { ...(as ? { authorization: `Bearer ${as}` } : {}), ...headers } });
    const text = await answer.text();
    const isJson = /json/.test(answer.headers.get('content-type') ?? '');
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      json: (isJson && text ? JSON.parse(text) : undefined) as Record<string, unknown> | undefined,
    };
  };
}
