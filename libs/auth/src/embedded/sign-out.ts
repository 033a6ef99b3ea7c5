import { localeOf } from '@rapport/kernel';
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import type { Context, Middleware } from 'koa';
import { noticePage, signOutPage } from './page.js';

type SignOutSettings = NonNullable<NonNullable<Configuration['features']>['rpInitiatedLogout']>;
type Flow = KoaContextWithOIDC['oidc'];

/** oidc-provider keeps these untyped: the client's own notification, and the decoded hint. */
interface Notified {
  backchannelLogoutUri?: string;
  backchannelLogout(sub: string, sid: string): Promise<void>;
}

/**
 * Signing out as Keycloak does it: a request with the client's own ID token ends the session at once, tells the clients by
 * back channel and goes back to the client; any other request is asked first.
 */
export function signOutSettings(mount: string): SignOutSettings {
  const styleHref = `${mount}/resources/login.css`;
  return {
    enabled: true,
    logoutSource: async (ctx, form) => {
      if (isOwnSession(ctx.oidc)) {
        await endSession(ctx);
        goBack(ctx, styleHref);
      } else {
        ctx.body = signOutPage(localeOf(ctx.get('accept-language')), styleHref, form);
      }
    },
    postLogoutSuccessSource: async (ctx) => {
      ctx.body = noticePage(localeOf(ctx.get('accept-language')), styleHref, 'signedOut');
    },
  };
}

/** With no session left there is nothing to end and nothing to ask: straight back to the client, where oidc-provider would need a script. */
export function signOutWithoutSession(mount: string): Middleware {
  return async (ctx, next) => {
    await next();
    const oidc = (ctx as Context & { oidc?: Flow }).oidc;
    if (ctx.path === '/protocol/openid-connect/logout' && ctx.status === 200 && oidc?.session && !oidc.session.accountId) {
      goBack(ctx as unknown as KoaContextWithOIDC, `${mount}/resources/login.css`);
    }
  };
}

function isOwnSession(oidc: Flow): boolean {
  const hint = (oidc.entities as { IdTokenHint?: { payload: { sub?: string } } }).IdTokenHint;
  return hint !== undefined && hint.payload.sub === oidc.session?.accountId;
}

async function endSession(ctx: KoaContextWithOIDC): Promise<void> {
  const { session, provider } = ctx.oidc;
  if (!session) return;
  const accountId = session.accountId ?? '';
  for (const [clientId, { sid, grantId }] of Object.entries(session.authorizations ?? {})) {
    const client = (await provider.Client.find(clientId)) as Notified | undefined;
    // A client that cannot be told now must not keep the person signed in here.
    if (client?.backchannelLogoutUri && sid)
      await client.backchannelLogout(accountId, sid).catch((reason: unknown) => provider.emit('backchannel.error', ctx, reason));
    if (!grantId) continue;
    await Promise.all([provider.RefreshToken, provider.AuthorizationCode].map((kind) => kind.revokeByGrantId(grantId)));
    await (await provider.Grant.find(grantId))?.destroy();
  }
  await session.destroy();
  ctx.cookies.set(provider.cookieName('session'), null, { path: `${new URL(provider.issuer).pathname}/`, signed: true });
}

function goBack(ctx: KoaContextWithOIDC, styleHref: string): void {
  const target = ctx.oidc.params?.['post_logout_redirect_uri'];
  if (typeof target !== 'string') {
    ctx.body = noticePage(localeOf(ctx.get('accept-language')), styleHref, 'signedOut');
    return;
  }
  const url = new URL(target);
  const state = ctx.oidc.params?.['state'];
  if (typeof state === 'string') url.searchParams.set('state', state);
  ctx.status = 303;
  ctx.redirect(url.href);
}
