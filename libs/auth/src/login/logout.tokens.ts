import { AppError, type Clock } from '@rapport/kernel';
import { decodeProtectedHeader, jwtVerify, type JWTPayload } from 'jose';
import type { JwksKeys } from '../verify/jwks.keys.js';
import type { EndedSession } from './browser.login.js';

const event = 'http://schemas.openid.net/event/backchannel-logout';
const mostAge = '3 minutes';
const rememberedMs = 300_000;

/** Checks back-channel logout tokens (OpenID Connect Back-Channel Logout 1.0, §2.6). */
export class LogoutTokens {
  private readonly seen = new Map<string, number>();

  constructor(
    private readonly issuer: string,
    private readonly clientId: string,
    private readonly keys: JwksKeys,
    private readonly clock: Clock,
  ) {}

  /** Which session ends. Throws `unauthenticated` TOKEN_INVALID for anything but a fresh, first-seen token of our provider for our client. */
  async check(token: string): Promise<EndedSession> {
    const payload = await this.verified(token);
    const { sid, sub, jti, events, nonce } = payload as JWTPayload & { sid?: unknown; events?: Record<string, unknown>; nonce?: unknown };
    const named = typeof sid === 'string' || typeof sub === 'string';
    if (!named || nonce !== undefined || typeof events?.[event] !== 'object' || !jti || this.isRepeated(jti)) throw refused();
    return { ...(typeof sid === 'string' ? { sid } : {}), ...(typeof sub === 'string' ? { subject: sub } : {}) };
  }

  private async verified(token: string): Promise<JWTPayload> {
    try {
      const { kid = '' } = decodeProtectedHeader(token);
      const found = await this.keys.find(kid);
      if (!found) throw refused();
      const options = {
        issuer: this.issuer,
        audience: this.clientId,
        algorithms: ['RS256', 'ES256'],
        maxTokenAge: mostAge,
        clockTolerance: 5,
        currentDate: this.clock.now(),
      };
      return (await jwtVerify(token, found.key, options)).payload;
    } catch (reason) {
      throw reason instanceof AppError ? reason : refused(reason);
    }
  }

  private isRepeated(jti: string): boolean {
    const now = this.clock.now().getTime();
    for (const [id, until] of this.seen) if (until <= now) this.seen.delete(id);
    if (this.seen.has(jti)) return true;
    this.seen.set(jti, now + rememberedMs);
    return false;
  }
}

function refused(cause?: unknown): AppError {
  return new AppError('unauthenticated', 'TOKEN_INVALID', {}, { cause });
}
