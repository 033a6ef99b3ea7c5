import { describe } from '@jest/globals';
import type { IdentityUnderTest } from '../testing.js';
import { bearerConformance } from './bearer.conformance.js';
import { loginConformance } from './login.conformance.js';
import { sessionEndConformance } from './session-end.conformance.js';

/** What every identity provider of Rapport must do; run against the embedded one and against Keycloak. */
export function identityConformance(name: string, open: () => Promise<IdentityUnderTest>): void {
  describe(`${name} as identity provider`, () => {
    loginConformance(open);
    bearerConformance(open);
    sessionEndConformance(open);
  });
}
