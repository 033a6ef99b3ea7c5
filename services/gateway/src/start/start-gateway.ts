import { fileURLToPath } from 'node:url';
import { KeycloakVerifier, OpenidLogin } from '@rapport/auth';
import { BackgroundLoop, migrate } from '@rapport/persistence';
import type { Installation } from '@rapport/runtime';
import { metricsText } from '@rapport/telemetry';
import type { Check } from '../deps.js';
import { createGateway, type Gateway } from '../gateway.js';
import { BrowserSessions, OwnOrigins, SessionCookies, SessionService, sessionSeal, SqlSessionStore } from '../session/index.js';
import { installationApi } from './installation-api.js';
import { IntroducingVerifier } from './introducing.verifier.js';
import { sessionSql } from './session-sql.js';

/** Who signs people in, and how this door is known there. */
export interface Identity {
  /** The realm's address. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The built-in provider, when that is it. */
  readonly embedded?: NonNullable<Parameters<typeof createGateway>[0]['embeddedIdentity']>;
}

/** Brings the gateway's tables up to date. */
export function migrateGateway({ db }: Installation): Promise<number> {
  return migrate(db, { service: 'gateway', folder: fileURLToPath(new URL('../../migrations/', import.meta.url)), platform: false });
}

/** Puts the door together on an installation; it listens when told to. */
export async function openGateway(
  installation: Installation,
  identity: Identity,
  ready: () => Promise<readonly Check[]>,
  portal: string | undefined,
): Promise<Gateway> {
  const { settings, clock, secrets, rpc, broker } = installation;
  const log = installation.logFor('gateway');
  const bearer = new IntroducingVerifier(new KeycloakVerifier({ issuer: identity.issuer, audience: settings.oidcAudience, clock }), installation, log);
  const login = new OpenidLogin({ issuer: identity.issuer, clientId: identity.clientId, clientSecret: identity.clientSecret, clock });
  const seal = sessionSeal(secrets.derived('sessions'));
  const origins = new OwnOrigins(settings.publicUrl);
  const store = new SqlSessionStore(sessionSql(installation), clock);
  const service = new SessionService({ login, bearer, store, seal, clock });
  const sweeper = new BackgroundLoop({ name: 'session-sweeper', step: async () => (await store.sweep()) < 0, restMs: 600_000, log });
  const sessions = new BrowserSessions(service, login, new SessionCookies(origins.secure, seal), origins);
  const gateway = await createGateway({
    rpc,
    bearer,
    sessions,
    broker,
    log,
    clock,
    metricsText: async () => (await metricsText()).text,
    ready,
    openApi: installationApi(installation, identity.issuer),
    settings: { ...settings, ...(settings.oidcIssuerUrl && { oidcIssuerUrl: settings.oidcIssuerUrl }) },
    ...(identity.embedded && { embeddedIdentity: identity.embedded }),
    ...(portal && { portal }),
  });
  sweeper.start();
  return {
    listen: (port) => gateway.listen(port),
    close: async () => {
      await gateway.close();
      await sweeper.stop();
    },
  };
}
