import { randomBytes } from 'node:crypto';
import { readRealm } from '@rapport/auth';
import { realmFile } from '@rapport/auth/testing';
import { KeycloakAdmin } from './keycloak-admin.fixture.js';

/** A realm of a spec's own in the Keycloak of `KEYCLOAK_URL`, made from the repository's realm file. */
export interface KeycloakRealm {
  readonly issuer: string;
  /** Settings that let an installation at `portalUrl` use it. */
  readonly settings: Readonly<Record<string, string>>;
  /** What an administrator may do in it. */
  readonly admin: KeycloakAdmin;
  /** A token of a service account: the integration's unless told. */
  machineToken(client?: { id: string; secret: string }): Promise<string>;
  /** Removes it. */
  close(): Promise<void>;
}

/** Whether there is a Keycloak to make realms in. */
export const hasKeycloak = Boolean(process.env.KEYCLOAK_URL && process.env.KEYCLOAK_ADMIN_PASSWORD);

/** Makes a realm whose portal answers at `portalUrl`. */
export async function openKeycloakRealm(portalUrl: string): Promise<KeycloakRealm> {
  const [portal, integration] = [randomBytes(12).toString('hex'), randomBytes(12).toString('hex')];
  const name = `spec-${randomBytes(6).toString('hex')}`;
  const values = { RAPPORT_PORTAL_URL: portalUrl, RAPPORT_PORTAL_SECRET: portal, RAPPORT_INTEGRATION_SECRET: integration };
  const file = readRealm(realmFile, values);
  const admin = new KeycloakAdmin(process.env.KEYCLOAK_URL!, process.env.KEYCLOAK_ADMIN_PASSWORD!, name);
  // Ids of accounts are unique in the whole server.
  const users = file.users.map(({ id, ...user }) => ({ ...user, id: id.replace(/^.{8}/, randomBytes(4).toString('hex')) }));
  await admin.importRealm({ ...file, realm: name, users });
  const issuer = `${process.env.KEYCLOAK_URL}/realms/${name}`;
  return {
    issuer,
    settings: { OIDC_ISSUER_URL: issuer, OIDC_CLIENT_SECRET: portal },
    admin,
    machineToken: (client = { id: 'rapport-integration', secret: integration }) => machineToken(issuer, client),
    close: () => admin.removeRealm(),
  };
}

async function machineToken(issuer: string, { id, secret }: { id: string; secret: string }): Promise<string> {
  const response = await fetch(`${issuer}/protocol/openid-connect/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}
