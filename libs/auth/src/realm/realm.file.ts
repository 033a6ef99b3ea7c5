import { readFileSync } from 'node:fs';

/** What the embedded provider reads of a Keycloak realm file; Keycloak itself reads the same file whole. */
export interface Realm {
  readonly realm: string;
  readonly displayName: string;
  /** Lifetimes in seconds. */
  readonly accessTokenLifespan: number;
  readonly accessCodeLifespan: number;
  readonly accessCodeLifespanLogin: number;
  readonly ssoSessionIdleTimeout: number;
  readonly ssoSessionMaxLifespan: number;
  /** After so many wrong passwords a user name is shut for `waitIncrementSeconds`. */
  readonly failureFactor: number;
  readonly waitIncrementSeconds: number;
  readonly clients: readonly RealmClient[];
  readonly users: readonly RealmUser[];
}

/** One client as Keycloak writes it. */
export interface RealmClient {
  readonly clientId: string;
  readonly name?: string;
  readonly enabled: boolean;
  readonly bearerOnly?: boolean;
  readonly secret?: string;
  readonly standardFlowEnabled?: boolean;
  readonly serviceAccountsEnabled?: boolean;
  readonly redirectUris?: readonly string[];
  readonly attributes?: Readonly<Record<string, string>>;
  readonly protocolMappers?: readonly ProtocolMapper[];
}

/** What puts a claim into a token. */
export interface ProtocolMapper {
  readonly name: string;
  readonly protocolMapper: string;
  readonly config: Readonly<Record<string, string>>;
}

/** One account; a service account has `serviceAccountClientId` and no password. */
export interface RealmUser {
  readonly id: string;
  readonly username: string;
  readonly enabled: boolean;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly attributes?: Readonly<Record<string, readonly string[]>>;
  readonly realmRoles?: readonly string[];
  readonly groups?: readonly string[];
  readonly credentials?: readonly { readonly type: string; readonly value: string }[];
  readonly serviceAccountClientId?: string;
}

/**
 * Reads a realm file, its `${NAME}` and `${NAME:default}` filled from `values` as Keycloak fills them from its environment.
 * Throws a plain Error that names the first placeholder without a value.
 */
export function readRealm(path: string, values: Readonly<Record<string, string>>): Realm {
  return fill(JSON.parse(readFileSync(path, 'utf8')), values) as Realm;
}

function fill(node: unknown, values: Readonly<Record<string, string>>): unknown {
  if (typeof node === 'string') return fillText(node, values);
  if (Array.isArray(node)) return node.map((item) => fill(item, values));
  if (node === null || typeof node !== 'object') return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, key === 'components' ? value : fill(value, values)]));
}

function fillText(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{(\w+)(?::([^}]*))?\}/g, (_placeholder, name: string, otherwise?: string) => {
    const value = values[name] ?? otherwise;
    if (value === undefined) throw new Error(`The realm file needs a value for ${name}.`);
    return value;
  });
}

/** A demo login as scripts and the start page show it. */
export interface DemoLogin {
  /** The `sub` of its tokens. */
  readonly id: string;
  readonly username: string;
  readonly password: string;
  readonly tenant: string;
  /** The first of the account's roles. */
  readonly role: string;
  readonly displayName: string;
  /** Group paths without their leading slash. */
  readonly teams: readonly string[];
}

/** The people of a realm file who can sign in with a password. */
export function demoLogins(realm: Realm): DemoLogin[] {
  return realm.users.flatMap((user) => {
    const password = user.credentials?.find((credential) => credential.type === 'password')?.value;
    if (!user.enabled || password === undefined) return [];
    return [
      {
        id: user.id,
        username: user.username,
        password,
        tenant: user.attributes?.['tenant']?.[0] ?? '',
        role: user.realmRoles?.[0] ?? '',
        displayName: [user.firstName, user.lastName].filter(Boolean).join(' '),
        teams: (user.groups ?? []).map((group) => group.replace(/^\//, '')),
      },
    ];
  });
}
