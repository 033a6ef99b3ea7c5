import type { ProtocolMapper, RealmClient, RealmUser } from './realm.file.js';

/** Where a claim may stand. */
export type ClaimPlace = 'access' | 'id' | 'userinfo';
type Claims = Record<string, unknown>;

/** The claims that a client's protocol mappers give a user, as Keycloak would compute them; an unknown mapper is refused at start. */
export function mappedClaims(client: RealmClient, user: RealmUser, place: ClaimPlace): Claims {
  const claims: Claims = {};
  for (const mapper of mappersFor(client, place)) {
    const value = valueOf(mapper, user);
    // Keycloak leaves a claim out that would be an empty list.
    if (value !== undefined && !(Array.isArray(value) && value.length === 0)) put(claims, claimName(mapper), value);
  }
  return claims;
}

/** The audience of a client's access tokens. */
export function mappedAudience(client: RealmClient): string | undefined {
  const mapper = mappersFor(client, 'access').find(({ protocolMapper }) => protocolMapper === 'oidc-audience-mapper');
  return mapper?.config['included.client.audience'] ?? mapper?.config['included.custom.audience'];
}

/** The top-level claims that a client's tokens can have at all. */
export function claimNames(client: RealmClient): string[] {
  return (client.protocolMappers ?? []).filter((mapper) => mapper.protocolMapper !== 'oidc-audience-mapper').map((mapper) => claimName(mapper).split('.')[0]!);
}

function mappersFor(client: RealmClient, place: ClaimPlace): ProtocolMapper[] {
  return (client.protocolMappers ?? []).filter((mapper) => mapper.config[`${place}.token.claim`] === 'true');
}

function claimName(mapper: ProtocolMapper): string {
  return mapper.protocolMapper === 'oidc-full-name-mapper' ? 'name' : (mapper.config['claim.name'] ?? '');
}

function valueOf({ protocolMapper, config, name }: ProtocolMapper, user: RealmUser): unknown {
  switch (protocolMapper) {
    case 'oidc-usermodel-realm-role-mapper':
      return [...(user.realmRoles ?? [])];
    case 'oidc-usermodel-attribute-mapper': {
      const attribute = config['user.attribute'] ?? '';
      return attribute === 'username' ? user.username : user.attributes?.[attribute]?.[0];
    }
    case 'oidc-group-membership-mapper':
      return (user.groups ?? []).map((path) => (config['full.path'] === 'true' ? path : path.slice(path.lastIndexOf('/') + 1)));
    case 'oidc-full-name-mapper':
      return [user.firstName, user.lastName].filter(Boolean).join(' ') || undefined;
    case 'oidc-audience-mapper':
      return undefined;
    default:
      throw new Error(`The embedded provider does not know the mapper “${protocolMapper}” (${name}) of the realm file.`);
  }
}

/** A dot in a claim's name means an object, as in `realm_access.roles`. */
function put(claims: Claims, name: string, value: unknown): void {
  const [head = '', ...rest] = name.split('.');
  if (rest.length === 0) {
    claims[head] = value;
    return;
  }
  const inner = (claims[head] ?? {}) as Claims;
  put(inner, rest.join('.'), value);
  claims[head] = inner;
}
