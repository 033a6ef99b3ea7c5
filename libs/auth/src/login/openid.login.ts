import { AppError, SystemClock, type Clock } from '@rapport/kernel';
import * as client from 'openid-client';
import { JwksKeys } from '../verify/jwks.keys.js';
import type { BrowserLogin, EndedSession, LoginBundle, LoginTokens } from './browser.login.js';
import { LogoutTokens } from './logout.tokens.js';

/** Which client of which provider signs people in. */
export interface LoginSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly clock?: Clock;
}

/** Browser login by openid-client, for any OpenID provider. Plain http is allowed to a loopback issuer only. */
export class OpenidLogin implements BrowserLogin {
  private readonly clock: Clock;
  private found: Promise<client.Configuration> | undefined;
  private logoutTokens: LogoutTokens | undefined;

  constructor(private readonly settings: LoginSettings) {
    this.clock = settings.clock ?? new SystemClock();
    if (!isSafe(settings.issuer))
      throw new Error('OIDC_ISSUER_URL: the identity provider must be reached by https, or by http on this machine; set an address that starts with https://.');
  }

  async begin(redirectUri: string, returnTo: string, locale?: string): Promise<{ url: string; bundle: LoginBundle }> {
    const bundle = { state: client.randomState(), nonce: client.randomNonce(), codeVerifier: client.randomPKCECodeVerifier(), returnTo };
    const url = client.buildAuthorizationUrl(await this.discovered(), {
      redirect_uri: redirectUri,
      scope: 'openid',
      state: bundle.state,
      nonce: bundle.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(bundle.codeVerifier),
      code_challenge_method: 'S256',
      ...(locale ? { ui_locales: locale } : {}),
    });
    return { url: url.href, bundle };
  }

  async finish(callbackUrl: string, bundle: LoginBundle): Promise<LoginTokens> {
    const provider = await this.discovered();
    const checks = { expectedState: bundle.state, expectedNonce: bundle.nonce, pkceCodeVerifier: bundle.codeVerifier, idTokenExpected: true };
    const answer = await client.authorizationCodeGrant(provider, new URL(callbackUrl), checks).catch((reason: unknown) => {
      throw failure(reason, 'UNAUTHENTICATED');
    });
    const claims = answer.claims();
    return this.tokens(answer, { idToken: answer.id_token ?? '', subject: claims?.sub ?? '', sid: String(claims?.['sid'] ?? '') });
  }

  async refresh(tokens: LoginTokens): Promise<LoginTokens> {
    const provider = await this.discovered();
    const answer = await client.refreshTokenGrant(provider, tokens.refreshToken).catch((reason: unknown) => {
      throw failure(reason, 'SESSION_EXPIRED');
    });
    return this.tokens(answer, { idToken: answer.id_token ?? tokens.idToken, subject: tokens.subject, sid: tokens.sid });
  }

  async logoutUrl(idToken: string, returnUri: string): Promise<string> {
    return client.buildEndSessionUrl(await this.discovered(), { id_token_hint: idToken, post_logout_redirect_uri: returnUri }).href;
  }

  async verifyLogoutToken(token: string): Promise<EndedSession> {
    const jwksUrl = (await this.discovered()).serverMetadata().jwks_uri ?? '';
    this.logoutTokens ??= new LogoutTokens(this.settings.issuer, this.settings.clientId, new JwksKeys({ jwksUrl }, this.clock), this.clock);
    return this.logoutTokens.check(token);
  }

  /** Asked for once it is needed, and again when it failed: the provider may start later than we do. */
  private discovered(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.settings;
    const execute = issuer.startsWith('http:') ? [client.allowInsecureRequests] : [];
    this.found ??= client.discovery(new URL(issuer), clientId, {}, client.ClientSecretBasic(clientSecret), { execute, timeout: 10 }).catch((cause: unknown) => {
      this.found = undefined;
      throw new AppError('unavailable', 'UNAVAILABLE', { retryAfterMs: 5_000 }, { cause });
    });
    return this.found;
  }

  private tokens(answer: client.TokenEndpointResponse, rest: Pick<LoginTokens, 'idToken' | 'subject' | 'sid'>): LoginTokens {
    const accessExpiresAt = new Date(this.clock.now().getTime() + (answer.expires_in ?? 60) * 1000);
    return { accessToken: answer.access_token, refreshToken: answer.refresh_token ?? '', accessExpiresAt, ...rest };
  }
}

/** An answer of the provider's is the caller's failure; no answer is ours to wait for. */
function failure(reason: unknown, meaning: 'UNAUTHENTICATED' | 'SESSION_EXPIRED'): AppError {
  const answered =
    reason instanceof client.AuthorizationResponseError ||
    reason instanceof client.WWWAuthenticateChallengeError ||
    (reason instanceof client.ResponseBodyError && reason.status < 500) ||
    (reason instanceof client.ClientError && reason.code !== 'OAUTH_TIMEOUT' && !isNetwork(reason));
  return answered
    ? new AppError('unauthenticated', meaning, {}, { cause: reason })
    : new AppError('unavailable', 'UNAVAILABLE', { retryAfterMs: 5_000 }, { cause: reason });
}

function isNetwork(reason: client.ClientError): boolean {
  return reason.cause instanceof TypeError || (reason.cause as { name?: string } | undefined)?.name === 'TimeoutError';
}

function isSafe(issuer: string): boolean {
  const url = URL.parse(issuer);
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname));
}
