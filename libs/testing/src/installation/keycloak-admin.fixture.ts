interface Named {
  readonly id: string;
  readonly name: string;
}

/** What an administrator does in one realm, over Keycloak's admin API. */
export class KeycloakAdmin {
  constructor(
    private readonly url: string,
    private readonly password: string,
    private readonly realm: string,
  ) {}

  importRealm(file: object): Promise<unknown> {
    return this.ask('POST', '/admin/realms', file);
  }

  removeRealm(): Promise<void> {
    return this.ask('DELETE', this.at('')).then(() => undefined);
  }

  /** Takes every role of the account away that was given to it, and gives it these. */
  async setRoles(username: string, roles: readonly string[]): Promise<void> {
    const path = this.at(`/users/${await this.userId(username)}/role-mappings/realm`);
    await this.ask('DELETE', path, await this.ask('GET', path));
    await this.ask('POST', path, await Promise.all(roles.map((role) => this.ask<Named>('GET', this.at(`/roles/${role}`)))));
  }

  async disable(username: string): Promise<void> {
    await this.ask('PUT', this.at(`/users/${await this.userId(username)}`), { enabled: false });
  }

  /** Ends every session of the account, as the button of the console does. */
  async signOut(username: string): Promise<void> {
    await this.ask('POST', this.at(`/users/${await this.userId(username)}/logout`));
  }

  /** A signing key that goes before the one so far. */
  async rotateKeys(): Promise<void> {
    const config = { priority: ['500'], enabled: ['true'], active: ['true'], algorithm: ['RS256'], keySize: ['2048'] };
    await this.ask('POST', this.at('/components'), { name: 'newer', providerId: 'rsa-generated', providerType: 'org.keycloak.keys.KeyProvider', config });
  }

  /** A client with a service account, which our audience is not told of. */
  async makeStranger(): Promise<{ id: string; secret: string }> {
    const client = { clientId: 'stranger', secret: 'stranger-secret-1', serviceAccountsEnabled: true, standardFlowEnabled: false, publicClient: false };
    await this.ask('POST', this.at('/clients'), client);
    return { id: client.clientId, secret: client.secret };
  }

  async setSecret(clientId: string, secret: string): Promise<void> {
    const [found] = await this.ask<Named[]>('GET', this.at(`/clients?clientId=${clientId}`));
    await this.ask('PUT', this.at(`/clients/${found!.id}`), { ...found, secret });
  }

  /** A good token of another realm of the same server. */
  async token(): Promise<string> {
    const response = await fetch(`${this.url}/realms/master/protocol/openid-connect/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'password', client_id: 'admin-cli', username: 'admin', password: this.password }),
    });
    return ((await response.json()) as { access_token: string }).access_token;
  }

  private at(path: string): string {
    return `/admin/realms/${this.realm}${path}`;
  }

  private async userId(username: string): Promise<string> {
    const [found] = await this.ask<Named[]>('GET', this.at(`/users?exact=true&username=${username}`));
    if (!found) throw new Error(`Keycloak has no account ${username}`);
    return found.id;
  }

  private async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${await this.token()}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`Keycloak answered ${method} ${path} with ${response.status}: ${text}`);
    return (text ? JSON.parse(text) : undefined) as T;
  }
}
