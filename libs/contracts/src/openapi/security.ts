import type { JsonSchema } from './json-schema.js';

/** The ways to say who is calling; the token's addresses are known when the issuer is. */
export function securitySchemes(issuer: string | undefined, sessionCookie: string): Record<string, JsonSchema> {
  const bearer = { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'A token of the identity provider, with the audience of this API.' };
  const session = { type: 'apiKey', in: 'cookie', name: sessionCookie, description: 'A browser’s session of the portal.' };
  if (issuer === undefined) return { bearer, session };
  const endpoint = (name: string) => `${issuer.replace(/\/$/, '')}/protocol/openid-connect/${name}`;
  const scopes = { openid: 'Who is calling.' };
  const oauth2 = {
    type: 'oauth2',
    description: 'OpenID Connect: client credentials for programs, the code flow with PKCE for people.',
    flows: {
      clientCredentials: { tokenUrl: endpoint('token'), scopes },
      authorizationCode: { authorizationUrl: endpoint('auth'), tokenUrl: endpoint('token'), refreshUrl: endpoint('token'), scopes },
    },
  };
  return { bearer, oauth2, session };
}
