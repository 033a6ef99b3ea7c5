/** The two parts of keycloak-connect that check bearer tokens; the package types neither. */
declare module 'keycloak-connect/middleware/auth-utils/grant-manager.js' {
  import type Token from 'keycloak-connect/middleware/auth-utils/token.js';

  export default class GrantManager {
    constructor(config: { realmUrl: string; clientId: string; bearerOnly: boolean; verifyTokenAudience: boolean; minTimeBetweenJwksRequests: number });
    /** Where it gets public keys from. */
    rotation: { getJWK(kid: string): Promise<string> };
    validateToken(token: Token, expectedType: 'Bearer' | 'ID'): Promise<Token>;
  }
}

declare module 'keycloak-connect/middleware/auth-utils/token.js' {
  export default class Token {
    constructor(token: string, clientId: string);
    readonly content: Record<string, unknown>;
  }
}
