import type Provider from 'oidc-provider';

/** What of oidc-provider's client class is replaced here. */
interface ClientRules {
  redirectUris?: string[];
  postLogoutRedirectUris?: string[];
  redirectUriAllowed(value: string): boolean;
  postLogoutRedirectUriAllowed(value: string): boolean;
}

/** Redirect addresses as Keycloak compares them: exactly, and a registered loopback address without a port matches any port. */
export function compareRedirectsAsKeycloak(provider: Provider): void {
  const rules = provider.Client.prototype as unknown as ClientRules;
  rules.redirectUriAllowed = function (value) {
    return isRegistered(value, this.redirectUris ?? []);
  };
  rules.postLogoutRedirectUriAllowed = function (value) {
    return isRegistered(value, this.postLogoutRedirectUris ?? []);
  };
}

/** Whether one of the registered addresses allows this one. */
export function isRegistered(value: string, registered: readonly string[]): boolean {
  if (registered.includes(value)) return true;
  const url = URL.parse(value);
  if (!url || url.protocol !== 'http:' || !['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname) || url.username || url.password) return false;
  url.port = '';
  return registered.includes(url.href);
}
