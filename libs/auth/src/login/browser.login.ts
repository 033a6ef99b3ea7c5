/** What must be kept between sending a browser away and its coming back: in a sealed, short-lived cookie. */
export interface LoginBundle {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  /** Path within this site to go to afterwards. */
  readonly returnTo: string;
}

/** What the provider gave for a sign-in. Never leaves the server. */
export interface LoginTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly idToken: string;
  readonly accessExpiresAt: Date;
  readonly subject: string;
  /** The provider's session; a back-channel logout names it. */
  readonly sid: string;
}

/** Which session a back-channel logout ends: the one named, or every session of the subject. */
export interface EndedSession {
  readonly sid?: string;
  readonly subject?: string;
}

/** Signing a person in through their browser: code flow with PKCE (S256), state and nonce. */
export interface BrowserLogin {
  /** Where to send the browser, and what to remember. `redirectUri` is this site's callback; `locale` the language of the form. */
  begin(redirectUri: string, returnTo: string, locale?: string): Promise<{ url: string; bundle: LoginBundle }>;
  /** The browser came back to `callbackUrl`. Throws `unauthenticated` UNAUTHENTICATED for a wrong state, nonce, code or a refusal. */
  finish(callbackUrl: string, bundle: LoginBundle): Promise<LoginTokens>;
  /** New tokens; the old refresh token is spent. Throws `unauthenticated` SESSION_EXPIRED when the provider has ended the session. */
  refresh(tokens: LoginTokens): Promise<LoginTokens>;
  /** Where to send the browser to end the provider's session too. */
  logoutUrl(idToken: string, returnUri: string): Promise<string>;
  /** Checks a back-channel logout token. Throws `unauthenticated` TOKEN_INVALID, for a repeated one too. */
  verifyLogoutToken(token: string): Promise<EndedSession>;
}
