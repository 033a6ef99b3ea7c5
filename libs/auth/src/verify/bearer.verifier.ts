import type { Principal } from '@rapport/kernel';

/** A token that was checked. Never the token itself, so that it cannot be logged by accident. */
export interface VerifiedToken {
  readonly principal: Principal;
  /** Name the person signs in with, for their own screen only. */
  readonly username: string;
  /** The provider's session, absent for service accounts. */
  readonly sid?: string;
  /** The client that the token was issued to. */
  readonly clientId: string;
  readonly expiresAt: Date;
}

/** Who is asking, by an access token. */
export interface BearerVerifier {
  /**
   * Throws `unauthenticated` TOKEN_EXPIRED or TOKEN_INVALID; `unavailable` when the key is not known and the provider cannot be asked.
   * No error says anything of the token.
   */
  verify(token: string): Promise<VerifiedToken>;
}
