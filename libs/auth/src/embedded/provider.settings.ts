import type { ClientMetadata, Configuration, KoaContextWithOIDC } from 'oidc-provider';
import type { Realm, RealmClient } from '../realm/realm.file.js';
import type { ArtefactStore } from './artefact.store.js';
import type { IdentitySecrets } from './identity.folder.js';
import type { RealmAccounts } from './realm.accounts.js';

const resource = 'urn:rapport:api';

/** What the settings are made of. `mount` is the issuer's path (`/realms/rapport`). */
export interface ProviderParts {
  readonly realm: Realm;
  readonly accounts: RealmAccounts;
  readonly store: ArtefactStore;
  readonly secrets: IdentitySecrets;
  readonly mount: string;
}

/** oidc-provider told to behave as Keycloak does with the same realm file. */
export function providerSettings(parts: ProviderParts): Configuration {
  const { realm, accounts, store, secrets, mount } = parts;
  return {
    adapter: (kind) => store.adapter(kind),
    clients: realm.clients.filter((client) => client.enabled && !client.bearerOnly).map((client) => clientMetadata(client)),
    jwks: { keys: [secrets.signingKey] },
    cookies: {
      names: { session: 'rapport_idp', interaction: 'rapport_idp_login', resume: 'rapport_idp_resume' },
      keys: [secrets.cookieKey],
      long: { httpOnly: true, sameSite: 'lax', signed: true, path: `${mount}/` },
      short: { httpOnly: true, sameSite: 'lax', signed: true },
    },
    routes,
    scopes: ['openid'],
    claims: { openid: ['sub', ...accounts.claimNames()] },
    findAccount: (_ctx, sub, token) => accounts.account(sub, clientOf(token) ?? _ctx.oidc.client?.clientId ?? ''),
    loadExistingGrant: (ctx) => grantFor(ctx),
    interactions: { url: (_ctx, interaction) => `${mount}/login-actions/authenticate/${interaction.uid}` },
    pkce: { required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    ttl: {
      AccessToken: (_ctx, _token, client) => lifespanOf(realm, client.clientId),
      ClientCredentials: (_ctx, _token, client) => lifespanOf(realm, client.clientId),
      IdToken: realm.accessTokenLifespan,
      AuthorizationCode: realm.accessCodeLifespan,
      Interaction: realm.accessCodeLifespanLogin,
      RefreshToken: realm.ssoSessionIdleTimeout,
      Session: realm.ssoSessionMaxLifespan,
      Grant: realm.ssoSessionMaxLifespan,
    },
    fetch: fetchRegistered(realm),
    ...accessTokens(accounts),
    features: features(accounts),
  };
}

/** How long a client's access tokens are good, in seconds: its own attribute goes before the realm's, as with Keycloak. */
function lifespanOf({ clients, accessTokenLifespan }: Realm, clientId: string): number {
  return Number(clients.find((client) => client.clientId === clientId)?.attributes?.['access.token.lifespan'] ?? accessTokenLifespan);
}

/** What is switched on; access tokens for the one resource there is are JWTs. */
function features(accounts: RealmAccounts): NonNullable<Configuration['features']> {
  return {
    devInteractions: { enabled: false },
    dPoP: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    backchannelLogout: { enabled: true },
    clientCredentials: { enabled: true },
    revocation: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => resource,
      useGrantedResource: () => true,
      getResourceServerInfo: (_ctx, _resource, client) => ({
        scope: 'openid',
        audience: accounts.audienceOf(client.clientId),
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
  };
}

const routes = {
  authorization: '/protocol/openid-connect/auth',
  token: '/protocol/openid-connect/token',
  jwks: '/protocol/openid-connect/certs',
  userinfo: '/protocol/openid-connect/userinfo',
  end_session: '/protocol/openid-connect/logout',
  revocation: '/protocol/openid-connect/revoke',
};

/** Access tokens are JWTs with the claims that the realm file's mappers give, in Keycloak's form. */
function accessTokens(accounts: RealmAccounts): Configuration {
  return {
    extraTokenClaims: (_ctx, token) => accounts.claimsOf('accountId' in token ? token.accountId : undefined, token.clientId ?? '', 'access'),
    formats: {
      customizers: {
        jwt: (_ctx, token, jwt) => {
          const clientId = token.clientId ?? '';
          const { client_id: _dropped, ...payload } = jwt.payload;
          const sid = 'sid' in token ? token.sid : undefined;
          const sub = 'accountId' in token ? payload['sub'] : accounts.serviceAccount(clientId)?.id;
          jwt.header = { typ: 'JWT' };
          jwt.payload = { ...payload, typ: 'Bearer', azp: clientId, sub, ...(sid === undefined ? {} : { sid }) };
        },
      },
    },
  };
}

/**
 * oidc-provider's own guard refuses every loopback address, where our portal usually is. Ours is narrower: it calls the addresses
 * that the realm file registers for back-channel logout, and nothing else.
 */
function fetchRegistered(realm: Realm): NonNullable<Configuration['fetch']> {
  const registered = new Set(realm.clients.flatMap((client) => client.attributes?.['backchannel.logout.url'] ?? []));
  return (url, options) => {
    if (!registered.has(String(url))) return Promise.reject(new Error('This address is not registered.'));
    const { method, headers, body, signal } = options as RequestInit;
    return fetch(url, { method, headers, body, signal, redirect: 'manual' } as RequestInit);
  };
}

/** First-party clients need no consent: the grant is made when the account has signed in. */
async function grantFor({ oidc }: KoaContextWithOIDC) {
  const { client, session, provider } = oidc;
  if (!client || !session?.accountId) return undefined;
  const known = session.grantIdFor(client.clientId);
  const existing = known ? await provider.Grant.find(known) : undefined;
  if (existing) return existing;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid');
  grant.addResourceScope(resource, 'openid');
  await grant.save();
  return grant;
}

function clientMetadata(client: RealmClient): ClientMetadata {
  const attributes = client.attributes ?? {};
  const backchannel = attributes['backchannel.logout.url'];
  return {
    client_id: client.clientId,
    client_name: client.name ?? client.clientId,
    client_secret: client.secret ?? '',
    grant_types: [
      ...(client.standardFlowEnabled ? ['authorization_code', 'refresh_token'] : []),
      ...(client.serviceAccountsEnabled ? ['client_credentials'] : []),
    ],
    response_types: client.standardFlowEnabled ? ['code'] : [],
    redirect_uris: [...(client.redirectUris ?? [])],
    post_logout_redirect_uris: attributes['post.logout.redirect.uris']?.split('##') ?? [],
    ...(backchannel ? { backchannel_logout_uri: backchannel, backchannel_logout_session_required: true } : {}),
  };
}

function clientOf(token: unknown): string | undefined {
  return (token as { clientId?: string } | undefined)?.clientId;
}
