import { createHash, randomBytes } from 'node:crypto';
import type { LoginBundle } from '@rapport/auth';
import type { Principal } from '@rapport/kernel';
import type { Session } from '../door/sessions.js';
import { contentOf, openContent, sealContent } from './session.content.js';
import { SessionRenewal, over, type RenewalParts } from './session.renewal.js';
import type { StoredSession } from './session.store.js';
import { SessionWatch } from './session.watch.js';

/** How long a session may live, in milliseconds. */
export interface SessionLimits {
  /** Without a request. */
  readonly idleMs: number;
  /** In any case. */
  readonly wholeMs: number;
}

/** As long as the realm's own sessions: half an hour idle, ten hours in all. */
export const sessionLimits: SessionLimits = { idleMs: 30 * 60_000, wholeMs: 10 * 3_600_000 };

const touchEveryMs = 60_000;

/** Sessions of browsers: begun by a sign-in, known by a random cookie of which only a hash is kept, ended by logout, time or the provider. */
export class SessionService {
  readonly watch: SessionWatch;
  private readonly renewal: SessionRenewal;

  constructor(
    private readonly parts: RenewalParts,
    private readonly limits: SessionLimits = sessionLimits,
  ) {
    this.renewal = new SessionRenewal(parts);
    this.watch = new SessionWatch(parts.store);
  }

  /** Ends a sign-in that came back from the provider: the value of the new session's cookie. The browser's earlier session ends. */
  async begin(callbackUrl: string, bundle: LoginBundle, earlier: string | undefined): Promise<string> {
    const { login, bearer, store, seal, clock } = this.parts;
    const tokens = await login.finish(callbackUrl, bundle);
    const verified = await bearer.verify(tokens.accessToken);
    const cookie = randomBytes(32).toString('base64url');
    const now = clock.now().getTime();
    const id = idOf(cookie);
    await store.put({
      id,
      sid: tokens.sid,
      subject: tokens.subject,
      version: 1,
      sealed: sealContent(seal, id, contentOf(tokens, verified)),
      createdAt: new Date(now),
      accessExpiresAt: tokens.accessExpiresAt,
      idleUntil: new Date(now + this.limits.idleMs),
      endsAt: new Date(now + this.limits.wholeMs),
    });
    if (earlier) await this.forget(idOf(earlier));
    return cookie;
  }

  /** Who is asking with this cookie. Throws `unauthenticated` SESSION_EXPIRED. */
  async resolve(cookie: string): Promise<{ principal: Principal; session: Session }> {
    const stored = await this.parts.store.get(idOf(cookie));
    if (!stored) throw over();
    const { principal, username } = await this.renewal.fresh(stored).catch((thrown: unknown) => {
      if ((thrown as { code?: string }).code === 'unauthenticated') this.watch.ended([stored.id]);
      throw thrown;
    });
    return { principal, session: { id: stored.id, username, expiresAt: await this.seen(stored) } };
  }

  /** Ends the browser's session; where to send it so that the provider's session ends too, if that is known. */
  async end(cookie: string, returnUri: string): Promise<string | undefined> {
    const id = idOf(cookie);
    const stored = await this.parts.store.get(id);
    const content = stored && openContent(this.parts.seal, id, stored.sealed);
    await this.forget(id);
    return content && this.parts.login.logoutUrl(content.tokens.idToken, returnUri).catch(() => undefined);
  }

  /** The provider says that a session, or every session of an account, is over. Throws `unauthenticated` TOKEN_INVALID. */
  async endByProvider(logoutToken: string): Promise<void> {
    const { sid, subject } = await this.parts.login.verifyLogoutToken(logoutToken);
    const { store } = this.parts;
    this.watch.ended(sid !== undefined ? await store.deleteBySid(sid) : await store.deleteBySubject(subject ?? ''));
  }

  /** Forgets sessions that are over; to be called now and then. How many that were. */
  sweep(): Promise<number> {
    return this.parts.store.sweep();
  }

  private async forget(id: string): Promise<void> {
    await this.parts.store.delete(id);
    this.watch.ended([id]);
  }

  // Written at most once a minute: a page that loads twenty things is one visit.
  private async seen({ id, idleUntil, endsAt }: StoredSession): Promise<Date> {
    const fresh = new Date(this.parts.clock.now().getTime() + this.limits.idleMs);
    const due = fresh.getTime() - idleUntil.getTime() >= touchEveryMs;
    if (due) await this.parts.store.touch(id, fresh);
    const idle = due ? fresh : idleUntil;
    return idle < endsAt ? idle : endsAt;
  }
}

function idOf(cookie: string): string {
  return createHash('sha256').update(cookie).digest('base64url');
}
