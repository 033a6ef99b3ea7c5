import type { Account } from 'oidc-provider';
import { claimNames, mappedAudience, mappedClaims, type ClaimPlace } from '../realm/claims.mapper.js';
import type { Realm, RealmClient, RealmUser } from '../realm/realm.file.js';

/** The realm file as the provider asks it: who is this, and what stands in their token for this client. */
export class RealmAccounts {
  private readonly users: ReadonlyMap<string, RealmUser>;
  private readonly clients: ReadonlyMap<string, RealmClient>;

  constructor(realm: Realm) {
    this.users = new Map(realm.users.filter(({ enabled }) => enabled).map((user) => [user.id, user]));
    this.clients = new Map(realm.clients.map((client) => [client.clientId, client]));
    for (const client of realm.clients) for (const user of realm.users) mappedClaims(client, user, 'access');
  }

  /** The account behind a `sub`, as oidc-provider wants it; `clientId` says whose mappers apply. */
  account(sub: string, clientId: string): Account | undefined {
    const user = this.users.get(sub);
    return user && { accountId: sub, claims: async () => ({ sub, ...this.claims(user, clientId, 'id') }) };
  }

  /** Claims of the account (or, without one, of the client's service account) for a place. */
  claimsOf(sub: string | undefined, clientId: string, place: ClaimPlace): Record<string, unknown> {
    const user = sub === undefined ? this.serviceAccount(clientId) : this.users.get(sub);
    return user ? this.claims(user, clientId, place) : {};
  }

  /** The account that a client acts as with client credentials. */
  serviceAccount(clientId: string): RealmUser | undefined {
    return [...this.users.values()].find((user) => user.serviceAccountClientId === clientId);
  }

  audienceOf(clientId: string): string {
    const client = this.clients.get(clientId);
    return (client && mappedAudience(client)) ?? clientId;
  }

  /** Every top-level claim that some client may get. */
  claimNames(): string[] {
    return [...new Set([...this.clients.values()].flatMap(claimNames))];
  }

  private claims(user: RealmUser, clientId: string, place: ClaimPlace): Record<string, unknown> {
    const client = this.clients.get(clientId);
    return client ? mappedClaims(client, user, place) : {};
  }
}
