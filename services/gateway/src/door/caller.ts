import type { BearerVerifier } from '@rapport/auth';
import { AppError, type Principal } from '@rapport/kernel';
import type { FastifyRequest } from 'fastify';
import type { Session, Sessions } from './sessions.js';

/** Who is asking, and how that is known. */
export interface Caller {
  readonly principal: Principal;
  readonly username: string;
  readonly expiresAt: Date;
  /** The browser's session; nothing for a bearer token. */
  readonly session?: Session;
}

const bearerForm = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i;
const reads = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Tells who is asking, by bearer token or else by session cookie. */
export class Callers {
  constructor(
    private readonly bearer: BearerVerifier,
    private readonly sessions: Sessions,
  ) {}

  /** Throws `unauthenticated` when nobody can be told, `forbidden` CSRF for a write from another site's page. */
  async of(request: FastifyRequest): Promise<Caller> {
    const { authorization } = request.headers;
    if (authorization !== undefined) return this.ofToken(authorization);
    const found = await this.sessions.principalOf(request);
    if (!found) throw new AppError('unauthenticated', 'UNAUTHENTICATED');
    if (!reads.has(request.method)) this.sessions.demandOwnPage(request);
    const { principal, session } = found;
    return { principal, session, username: session.username, expiresAt: session.expiresAt };
  }

  private async ofToken(authorization: string): Promise<Caller> {
    const token = bearerForm.exec(authorization)?.[1];
    if (token === undefined) throw new AppError('unauthenticated', 'TOKEN_INVALID');
    const { principal, username, expiresAt } = await this.bearer.verify(token);
    return { principal, username, expiresAt };
  }
}
