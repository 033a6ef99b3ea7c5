import type { LoginSettings } from './openid.login.js';

/** What keeps people from signing in: a fixed word, and a sentence for whoever runs the installation that names the setting. */
export interface ProviderTrouble {
  readonly code: 'no-answer' | 'still-starting' | 'no-realm' | 'other-issuer' | 'client-refused';
  readonly words: string;
}

interface Discovery {
  readonly issuer?: string;
  readonly token_endpoint?: string;
}

const timeoutMs = 5_000;

/** Asks the identity provider whether it is there, is the one that is meant, and knows our client and its secret. */
export class ProviderCheck {
  constructor(private readonly settings: LoginSettings) {}

  /** What is wrong, or nothing. Never throws. */
  async look(): Promise<ProviderTrouble | undefined> {
    const { issuer } = this.settings;
    const { answer, failure } = await ask(`${issuer}/.well-known/openid-configuration`);
    if (!answer) return trouble('no-answer', `${issuer} does not answer (${failure}); start Keycloak, or correct the address.`);
    if (answer.status >= 500) return trouble('still-starting', `${issuer} answers ${answer.status}: it may still be starting; if that stays, see its log.`);
    const found = answer.ok ? ((await answer.json().catch(() => ({}))) as Discovery) : {};
    if (!found.issuer || !found.token_endpoint) {
      return trouble(
        'no-realm',
        `there is no realm at ${issuer} (it answers ${answer.status}); import deploy/keycloak/rapport-realm.json, or correct its name.`,
      );
    }
    if (found.issuer !== issuer) return trouble('other-issuer', `${issuer} calls itself ${found.issuer}, and so do its tokens; set that as the address.`);
    return this.lookForClient(found.token_endpoint);
  }

  /** A refresh token that never was is refused as such only after the client proved who it is (RFC 6749, 5.2). */
  private async lookForClient(tokenEndpoint: string): Promise<ProviderTrouble | undefined> {
    const { clientId, clientSecret, issuer } = this.settings;
    const login = [clientId, clientSecret].map(encodeURIComponent).join(':');
    const { answer, failure } = await ask(tokenEndpoint, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(login).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'none' }),
    });
    if (!answer) return trouble('no-answer', `${tokenEndpoint} does not answer (${failure}); see that this machine reaches it.`);
    const { error = '' } = (await answer.json().catch(() => ({}))) as { error?: string };
    if (error === 'invalid_grant') return undefined;
    if (answer.status >= 500) return trouble('still-starting', `${issuer} answers ${answer.status}: it may still be starting; if that stays, see its log.`);
    return {
      code: 'client-refused',
      words:
        `OIDC_CLIENT_ID, OIDC_CLIENT_SECRET: the realm ${issuer} does not take the client “${clientId}” with this secret (${error || answer.status}); ` +
        'import deploy/keycloak/rapport-realm.json, or copy the secret from the realm’s page of that client.',
    };
  }
}

function trouble(code: ProviderTrouble['code'], words: string): ProviderTrouble {
  return { code, words: `OIDC_ISSUER_URL: ${words}` };
}

async function ask(url: string, init: RequestInit = {}): Promise<{ answer?: Response; failure?: string }> {
  try {
    return { answer: await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) }) };
  } catch (thrown) {
    const { cause, name } = thrown as Error & { cause?: { code?: string } };
    return { failure: cause?.code ?? name };
  }
}
