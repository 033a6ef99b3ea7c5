import { AppError, type Clock } from '@rapport/kernel';
import { jwtVerify } from 'jose';
import GrantManager from 'keycloak-connect/middleware/auth-utils/grant-manager.js';
import Token from 'keycloak-connect/middleware/auth-utils/token.js';
import type { Claims } from '../principal/principal.claims.js';
import type { JwksKeys } from './jwks.keys.js';

const skewSeconds = 5;
const longestToken = 16_384;

/** Checks a token's signature, issuer, audience, type and times: RS256 by keycloak-connect, ES256 by jose (keycloak-connect knows RSA only). */
export class TokenCheck {
  private readonly manager: GrantManager;

  constructor(
    private readonly issuer: string,
    private readonly audience: string,
    private readonly keys: JwksKeys,
    private readonly clock: Clock,
  ) {
    this.manager = new GrantManager({ realmUrl: issuer, clientId: audience, bearerOnly: true, verifyTokenAudience: true, minTimeBetweenJwksRequests: 10 });
    // Its own key cache never forgets a key and answers a repeated unknown one with a crash.
    this.manager.rotation = { getJWK: async (kid) => (await this.key(kid)).pem };
  }

  /** The claims of a good token. Errors as `BearerVerifier.verify`. */
  async claims(token: string): Promise<Claims> {
    const { alg, kid } = headerOf(token);
    if (kid === undefined || (alg !== 'RS256' && alg !== 'ES256')) throw refused();
    const { key } = await this.key(kid);
    if (key.asymmetricKeyType !== (alg === 'RS256' ? 'rsa' : 'ec')) throw refused();
    const claims = alg === 'RS256' ? await this.byKeycloakConnect(token) : await this.byJose(token, key);
    this.checkTimes(claims);
    if (claims['iss'] !== this.issuer || claims['typ'] !== 'Bearer' || ![claims['aud']].flat().includes(this.audience)) throw refused();
    return claims;
  }

  private async key(kid: string) {
    const found = await this.keys.find(kid);
    if (!found) throw refused();
    return found;
  }

  private async byKeycloakConnect(token: string): Promise<Claims> {
    const parsed = new Token(token, this.audience);
    await this.manager.validateToken(parsed, 'Bearer').catch((reason: Error) => {
      throw reason.message === 'invalid token (expired)' && isExpired(parsed.content, this.clock) ? expired() : refused(reason);
    });
    return parsed.content;
  }

  private async byJose(token: string, key: Parameters<typeof jwtVerify>[1]): Promise<Claims> {
    const times = { currentDate: this.clock.now(), clockTolerance: skewSeconds };
    const verified = await jwtVerify(token, key, { algorithms: ['ES256'], issuer: this.issuer, audience: this.audience, ...times }).catch(
      (reason: { code?: string }) => {
        throw reason.code === 'ERR_JWT_EXPIRED' ? expired() : refused(reason);
      },
    );
    return verified.payload;
  }

  /** keycloak-connect takes a token without `exp` for one that never ends, and does not look at `nbf`. */
  private checkTimes(claims: Claims): void {
    const now = this.clock.now().getTime() / 1000;
    const { exp, nbf, iat } = claims;
    if (typeof exp !== 'number' || typeof iat !== 'number' || !(iat <= now + skewSeconds)) throw refused();
    if (nbf !== undefined && !(typeof nbf === 'number' && nbf <= now + skewSeconds)) throw refused();
    if (isExpired(claims, this.clock)) throw expired();
  }
}

function headerOf(token: string): { alg?: unknown; kid?: string } {
  const parts = token.split('.');
  if (parts.length !== 3 || token.length > longestToken) throw refused();
  try {
    const { alg, kid, crit } = JSON.parse(Buffer.from(parts[0]!, 'base64url').toString('utf8')) as Record<string, unknown>;
    return crit === undefined && typeof kid === 'string' ? { alg, kid } : {};
  } catch {
    throw refused();
  }
}

function isExpired({ exp }: Claims, clock: Clock): boolean {
  return typeof exp === 'number' && exp * 1000 <= clock.now().getTime();
}

function expired(): AppError {
  return new AppError('unauthenticated', 'TOKEN_EXPIRED');
}

function refused(cause?: unknown): AppError {
  return new AppError('unauthenticated', 'TOKEN_INVALID', {}, { cause });
}
