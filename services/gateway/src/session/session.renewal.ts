import type { BearerVerifier, BrowserLogin } from '@rapport/auth';
import { AppError, toAppError, type Clock } from '@rapport/kernel';
import { contentOf, openContent, sealContent, type SessionContent } from './session.content.js';
import type { SessionSeal } from './session.seal.js';
import type { SessionStore, StoredSession } from './session.store.js';

const earlyMs = 30_000;
const claimMs = 10_000;
const graceMs = 15 * 60_000;
const waitStepMs = 100;
const mostWaits = 30;

/** What renewing needs. */
export interface RenewalParts {
  readonly login: BrowserLogin;
  readonly bearer: BearerVerifier;
  readonly store: SessionStore;
  readonly seal: SessionSeal;
  readonly clock: Clock;
}

/**
 * Keeps a session's tokens fresh: renewed shortly before they expire, by one request at a time, here and in all other gateways (a refresh
 * token works once). While the provider cannot be reached, whoever is signed in goes on for a quarter of an hour with the rights last known.
 */
export class SessionRenewal {
  private readonly running = new Map<string, Promise<SessionContent>>();

  constructor(private readonly parts: RenewalParts) {}

  /** The session's content, fresh. Throws `unauthenticated` SESSION_EXPIRED when the provider has ended it or it cannot be opened. */
  async fresh(stored: StoredSession): Promise<SessionContent> {
    const content = openContent(this.parts.seal, stored.id, stored.sealed);
    if (!content) throw over();
    if (stored.accessExpiresAt.getTime() - this.now() > earlyMs) return content;
    const running = this.running.get(stored.id);
    if (running) return running;
    const renewing = this.renewed(stored, content).finally(() => this.running.delete(stored.id));
    this.running.set(stored.id, renewing);
    return renewing;
  }

  private async renewed(stored: StoredSession, content: SessionContent): Promise<SessionContent> {
    const { store, login, bearer, seal } = this.parts;
    const mine = await store.claimRenewal(stored.id, stored.version, new Date(this.now() + claimMs));
    if (!mine) return this.isBearable(stored) ? content : this.renewedElsewhere(stored);
    try {
      const tokens = await login.refresh(content.tokens);
      const next = contentOf(tokens, await bearer.verify(tokens.accessToken));
      await store.renew(stored.id, stored.version, { sealed: sealContent(seal, stored.id, next), accessExpiresAt: tokens.accessExpiresAt });
      return next;
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === 'unavailable' && this.isBearable(stored)) return content;
      if (error.code !== 'unauthenticated') throw error;
      await store.delete(stored.id);
      throw over(error);
    }
  }

  private async renewedElsewhere(stored: StoredSession): Promise<SessionContent> {
    for (let i = 0; i < mostWaits; i += 1) {
      await new Promise((next) => setTimeout(next, waitStepMs));
      const now = await this.parts.store.get(stored.id);
      const content = now && openContent(this.parts.seal, now.id, now.sealed);
      if (!now || !content) throw over();
      if (now.version > stored.version) return content;
    }
    throw new AppError('unavailable', 'UNAVAILABLE', { retryAfterMs: claimMs });
  }

  private isBearable(stored: StoredSession): boolean {
    return this.now() < stored.accessExpiresAt.getTime() + graceMs;
  }

  private now(): number {
    return this.parts.clock.now().getTime();
  }
}

/** The session has ended: sign in again. */
export function over(cause?: unknown): AppError {
  return new AppError('unauthenticated', 'SESSION_EXPIRED', {}, { cause });
}
