import { fileURLToPath } from 'node:url';
import { createEmbeddedProvider, type DemoLogin } from '@rapport/auth';
import type { Check, Identity } from '@rapport/gateway';
import type { Installation } from '@rapport/runtime';
import { IdentityWatch } from './identity-watch.js';

/** Who signs people in, and what is known of the accounts: with the built-in provider, the demo logins. */
export interface OpenIdentity extends Identity {
  readonly logins: readonly DemoLogin[];
  /** The service account of scripts; only the built-in provider tells its secret. */
  readonly integration?: { readonly id: string; readonly secret: string };
  /** Whether people can sign in, where that depends on somebody else. */
  checks(): readonly Check[];
  close(): void;
}

const realmFile = fileURLToPath(new URL('../../deploy/keycloak/rapport-realm.json', import.meta.url));

/** The provider that is set, or the built-in one under this very address. */
export async function openIdentity({ settings, logFor }: Installation, say: (words: string) => void): Promise<OpenIdentity> {
  const { oidcIssuerUrl, oidcClientId: clientId, oidcClientSecret, publicUrl } = settings;
  if (oidcIssuerUrl) {
    const provider = { issuer: oidcIssuerUrl.replace(/\/$/, ''), clientId, clientSecret: oidcClientSecret ?? '' };
    const watch = new IdentityWatch(provider, logFor('gateway'), say);
    await watch.start();
    return { ...provider, logins: [], checks: () => [watch.check()], close: () => watch.stop() };
  }
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
    checks: () => [],
    close: () => provider.close(),
  };
}
