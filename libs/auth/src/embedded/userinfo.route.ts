import { createPublicKey } from 'node:crypto';
import { jwtVerify } from 'jose';
import type { Middleware } from 'koa';
import type { ArtefactStore } from './artefact.store.js';
import type { IdentitySecrets } from './identity.folder.js';
import type { RealmAccounts } from './realm.accounts.js';

/** Who the bearer is, for access tokens that are JWTs (oidc-provider's own route knows opaque ones only). A token of an ended session gets 401. */
export function userinfoRoute(issuer: string, secrets: IdentitySecrets, accounts: RealmAccounts, store: ArtefactStore): Middleware {
  const key = createPublicKey({ key: secrets.signingKey, format: 'jwk' });
  return async (ctx, next) => {
    if (ctx.path !== '/protocol/openid-connect/userinfo') return next();
    const token = /^Bearer ([\w.-]+)$/i.exec(ctx.get('authorization'))?.[1] ?? '';
    const claims = await jwtVerify(token, key, { issuer, algorithms: ['RS256'] }).then(
      ({ payload }) => payload,
      () => undefined,
    );
    const sid = claims?.['sid'];
    if (!claims?.sub || claims['typ'] !== 'Bearer' || (typeof sid === 'string' && !store.hasSession(sid))) {
      ctx.status = 401;
      ctx.set('www-authenticate', 'Bearer error="invalid_token"');
      ctx.body = { error: 'invalid_token' };
      return;
    }
    ctx.body = { sub: claims.sub, ...accounts.claimsOf(claims.sub, String(claims['azp']), 'userinfo') };
  };
}
