import type { LoginBundle, LoginTokens } from '../login/browser.login.js';
import { OpenidLogin } from '../login/openid.login.js';
import { WalkingBrowser, type Page } from './walking-browser.fixture.js';

/** A provider with the realm of `deploy/keycloak/rapport-realm.json`, ready to be asked. */
export interface IdentityUnderTest {
  readonly issuer: string;
  readonly portalSecret: string;
  readonly integrationSecret: string;
  /** Where the provider was told that the portal answers; a suite listens there for back-channel logouts. */
  readonly portalUrl: string;
}

/** The portal's side of a sign-in, as a person with a browser goes through it. */
export class PortalWalk {
  readonly login: OpenidLogin;
  readonly browser: WalkingBrowser;
  readonly callback: string;

  constructor(readonly under: IdentityUnderTest) {
    this.login = new OpenidLogin({ issuer: under.issuer, clientId: 'rapport-portal', clientSecret: under.portalSecret });
    this.callback = `${under.portalUrl}/auth/callback`;
    this.browser = new WalkingBrowser((url) => url.startsWith(under.portalUrl));
  }

  /** Opens the sign-in form. */
  async open(): Promise<{ form: Page; bundle: LoginBundle }> {
    const { url, bundle } = await this.login.begin(this.callback, '/contacts', 'en');
    return { form: await this.browser.get(url), bundle };
  }

  /** Signs in with the demo password and comes back with tokens. */
  async signIn(username: string): Promise<LoginTokens> {
    const { form, bundle } = await this.open();
    const back = await this.browser.submit(form, { username, password: `${username}-demo-1` });
    return this.login.finish(back.url, bundle);
  }
}

/** A client-credentials answer of the integration client. */
export async function machineToken(under: IdentityUnderTest, secret = under.integrationSecret): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${under.issuer}/protocol/openid-connect/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`rapport-integration:${encodeURIComponent(secret)}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** The claims of a token, unchecked. */
export function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString('utf8')) as Record<string, unknown>;
}
