import { afterAll } from '@jest/globals';
import { startEmbedded, type StartedProvider } from '../testing.js';
import { identityConformance } from '../conformance/identity.conformance.js';

let started: Promise<StartedProvider> | undefined;
afterAll(async () => (await started)?.stop());

identityConformance('the embedded provider', async () => {
  started ??= startEmbedded();
  const { issuer, portalUrl, provider } = await started;
  return { issuer, portalUrl, portalSecret: provider.clients['rapport-portal']!, integrationSecret: provider.clients['rapport-integration']! };
});
