import { createHash } from 'node:crypto';
import { AppError, SystemClock, type Clock } from '@rapport/kernel';
import { principalOf, type Claims } from '../principal/principal.claims.js';
import type { BearerVerifier, VerifiedToken } from './bearer.verifier.js';
import { JwksKeys, type KeySettings } from './jwks.keys.js';
import { TokenCheck } from './token.check.js';

const rememberedMs = 60_000;
const mostRemembered = 10_000;

/** Whose tokens are taken. */
export interface VerifierSettings {
  /** The issuer, in Keycloak's form `…/realms/NAME`. */
  readonly issuer: string;
  /** What must stand in `aud`; `rapport-api`. */
  readonly audience: string;
  /** Where the keys are; by default Keycloak's place under the issuer. */
  readonly keys?: Partial<KeySettings>;
  readonly clock?: Clock;
}

/**
 * Checks bearer tokens of Keycloak or the embedded provider. A checked token is remembered by its SHA-256 until it expires, at most a
 * minute: so long may a token still work here after its key was withdrawn, and a request pays microseconds.
 */
export class KeycloakVerifier implements BearerVerifier {
  private readonly clock: Clock;
  private readonly check: TokenCheck;
  private readonly remembered = new Map<string, { verified: VerifiedToken; until: number }>();

  constructor(settings: VerifierSettings) {
    this.clock = settings.clock ?? new SystemClock();
    const keys = new JwksKeys({ jwksUrl: `${settings.issuer}/protocol/openid-connect/certs`, ...settings.keys }, this.clock);
    this.check = new TokenCheck(settings.issuer, settings.audience, keys, this.clock);
  }

  async verify(token: string): Promise<VerifiedToken> {
    const name = createHash('sha256').update(token).digest('base64');
    const now = this.clock.now().getTime();
    const known = this.remembered.get(name);
    if (known && known.until > now) return known.verified;
    this.remembered.delete(name);
    if (known && known.verified.expiresAt.getTime() <= now) throw new AppError('unauthenticated', 'TOKEN_EXPIRED');
    const verified = verifiedToken(await this.check.claims(token));
    this.remember(name, verified, now);
    return verified;
  }

  private remember(name: string, verified: VerifiedToken, now: number): void {
    const oldest = this.remembered.keys().next().value;
    if (this.remembered.size >= mostRemembered && oldest !== undefined) this.remembered.delete(oldest);
    this.remembered.set(name, { verified, until: Math.min(verified.expiresAt.getTime(), now + rememberedMs) });
  }
}

function verifiedToken(claims: Claims): VerifiedToken {
  const { sid, preferred_username: username, azp, exp } = claims;
  return {
    principal: principalOf(claims),
    username: typeof username === 'string' ? username : '',
    ...(typeof sid === 'string' ? { sid } : {}),
    clientId: typeof azp === 'string' ? azp : '',
    expiresAt: new Date(Number(exp) * 1000),
  };
}
