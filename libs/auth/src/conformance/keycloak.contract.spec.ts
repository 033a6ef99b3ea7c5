import { describe, it } from '@jest/globals';
import { identityConformance } from './identity.conformance.js';

// The provider and the values that its realm was imported with, as `deploy/stack` starts it.
const {
  OIDC_ISSUER_URL: issuer,
  KEYCLOAK_PORTAL_URL: portalUrl,
  OIDC_CLIENT_SECRET: portalSecret,
  KEYCLOAK_INTEGRATION_SECRET: integrationSecret,
} = process.env;

if (issuer && portalUrl && portalSecret && integrationSecret)
  identityConformance('Keycloak', async () => ({ issuer, portalUrl, portalSecret, integrationSecret }));
else describe('Keycloak as identity provider', () => it.skip('is not running here: OIDC_ISSUER_URL and the values of its realm are not set', () => undefined));
