import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { SystemClock, localeOf, type Clock } from '@rapport/kernel';
import Provider from 'oidc-provider';
import { demoLogins, readRealm, type DemoLogin } from '../realm/realm.file.js';
import { ArtefactStore } from './artefact.store.js';
import { openIdentityFolder } from './identity.folder.js';
import { compareRedirectsAsKeycloak } from './loopback.redirect.js';
import { pageHeaders } from './page.headers.js';
import { noticePage } from './page.js';
import { PasswordCheck } from './password.check.js';
import { providerSettings } from './provider.settings.js';
import { RealmAccounts } from './realm.accounts.js';
import { signInRoute } from './sign-in.route.js';
import { signOutSettings, signOutWithoutSession } from './sign-out.js';
import { userinfoRoute } from './userinfo.route.js';

/** Where an embedded provider lives. */
export interface EmbeddedSettings {
  /** Like `http://127.0.0.1:8080/realms/rapport`; its path ends with the realm's name, as Keycloak's does. */
  readonly issuer: string;
  /** Keys, client secrets and sessions are kept in its folder `identity`. */
  readonly dataFolder: string;
  /** Path of `rapport-realm.json`: the one source of users, roles, groups and clients. */
  readonly realmFile: string;
  /** Where the portal answers; its `/auth/backchannel-logout` is told of sign-outs. */
  readonly portalUrl: string;
  readonly clock?: Clock;
}

/** A running embedded provider. */
export interface EmbeddedProvider {
  /** Answers everything under the issuer's path; anything else gets 404. */
  handler(request: IncomingMessage, response: ServerResponse): void;
  /** Secrets by client id, random per data folder. */
  readonly clients: Readonly<Record<string, string>>;
  readonly logins: readonly DemoLogin[];
  /** Closes the session file; the handler must not be called afterwards. */
  close(): void;
}

/**
 * The built-in OpenID provider: Keycloak's addresses, claims and realm file without Keycloak, for one process and demo accounts.
 * Throws a plain Error with one sentence when the realm file cannot be read or needs what is not built.
 */
export async function createEmbeddedProvider(settings: EmbeddedSettings): Promise<EmbeddedProvider> {
  const { issuer, dataFolder, portalUrl, realmFile } = settings;
  const { folder, secrets } = await openIdentityFolder(dataFolder, ['rapport-portal', 'rapport-integration']);
  const realm = readRealm(realmFile, {
    RAPPORT_PORTAL_URL: portalUrl,
    RAPPORT_PORTAL_SECRET: secrets.clients['rapport-portal'] ?? '',
    RAPPORT_INTEGRATION_SECRET: secrets.clients['rapport-integration'] ?? '',
  });
  const mount = new URL(issuer).pathname;
  if (mount !== `/realms/${realm.realm}`) throw new Error(`The issuer ${issuer} must end with /realms/${realm.realm}.`);
  const accounts = new RealmAccounts(realm);
  const store = new ArtefactStore(join(folder, 'sessions.sqlite'));
  const configured = providerSettings({ realm, accounts, store, secrets, mount });
  const provider = new Provider(issuer, {
    ...configured,
    features: { ...configured.features, rpInitiatedLogout: signOutSettings(mount) },
    renderError: (ctx, out) => {
      ctx.type = 'html';
      ctx.body = noticePage(
        localeOf(ctx.get('accept-language')),
        `${mount}/resources/login.css`,
        'failed',
        [out.error, out.error_description].filter(Boolean).join(': '),
      );
    },
  });
  compareRedirectsAsKeycloak(provider);
  provider.use(pageHeaders);
  provider.use(signInRoute(provider, new PasswordCheck(realm, settings.clock ?? new SystemClock()), mount));
  provider.use(userinfoRoute(issuer, secrets, accounts, store));
  provider.use(signOutWithoutSession(mount));
  return { handler: mounted(provider, issuer), clients: secrets.clients, logins: demoLogins(realm), close: () => store.close() };
}

/** Strips the issuer's path, and lets every address the provider writes be the issuer's, whatever Host a caller sent. */
function mounted(provider: Provider, issuer: string): EmbeddedProvider['handler'] {
  const { host, protocol, pathname: mount } = new URL(issuer);
  provider.proxy = true;
  const answer = provider.callback();
  return (request, response) => {
    const url = request.url ?? '/';
    if (!url.startsWith(`${mount}/`)) {
      response.writeHead(404).end();
      return;
    }
    Object.assign(request.headers, { host, 'x-forwarded-proto': protocol.slice(0, -1) });
    delete request.headers['x-forwarded-host'];
    Object.assign(request, { originalUrl: url, url: url.slice(mount.length) });
    void answer(request, response);
  };
}
