import { fileURLToPath } from 'node:url';
import { createEmbeddedProvider, type DemoLogin } from '@rapport/auth';
import type { Settings } from '@rapport/config';
import type { Identity } from '@rapport/gateway';

/** Who signs people in, and what is known of the accounts: with the built-in provider, the demo logins. */
export interface OpenIdentity extends Identity {
  readonly logins: readonly DemoLogin[];
  /** The service account of scripts; only the built-in provider tells its secret. */
  readonly integration?: { readonly id: string; readonly secret: string };
  close(): void;
}

const realmFile = fileURLToPath(new URL('../../deploy/keycloak/rapport-realm.json', import.meta.url));

/** The provider that is set, or the built-in one under this very address. */
export async function openIdentity(settings: Settings): Promise<OpenIdentity> {
  const { oidcIssuerUrl, oidcClientId: clientId, oidcClientSecret, publicUrl } = settings;
  if (oidcIssuerUrl) return { issuer: oidcIssuerUrl, clientId, clientSecret: oidcClientSecret ?? '', logins: [], close() {} };
  const issuer = `${publicUrl}/realms/rapport`;
  const provider = await createEmbeddedProvider({ issuer, dataFolder: settings.data, realmFile, portalUrl: publicUrl });
  const secret = provider.clients['rapport-integration'];
  return {
    issuer,
    clientId,
    clientSecret: provider.clients[clientId] ?? '',
    embedded: (request, response) => provider.handler(request, response),
    logins: provider.logins,
    ...(secret && { integration: { id: 'rapport-integration', secret } }),
    close: () => provider.close(),
  };
}
