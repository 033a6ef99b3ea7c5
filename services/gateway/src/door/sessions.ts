import type { Principal } from '@rapport/kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** A browser's session, as far as the door must know it. */
export interface Session {
  readonly id: string;
  readonly expiresAt: Date;
  /** Name the person signs in with, for their own screen. */
  readonly username: string;
}

/** Sign-in by a browser. The tokens stay on this side; the browser has a cookie. */
export interface Sessions {
  /** Who is asking, by the session cookie; nothing without one. Throws `unauthenticated` SESSION_EXPIRED when the cookie's session has ended. */
  principalOf(request: FastifyRequest): Promise<{ principal: Principal; session: Session } | undefined>;
  /** Throws `forbidden` CSRF unless the request came from a page of this site. Asked for every write that a cookie authorises. */
  demandOwnPage(request: FastifyRequest): void;
  /** Calls `ended` once when the session ends by logout, back-channel logout or expiry; returns how to stop listening. */
  onEnd(session: Session, ended: () => void): () => void;
  /** Mounts login, callback, logout and back-channel logout under `/auth/`. */
  mount(app: FastifyInstance): void;
}
