import type { LoginTokens, VerifiedToken } from '@rapport/auth';
import type { Principal } from '@rapport/kernel';
import type { SessionSeal } from './session.seal.js';

/** What a session holds sealed: the tokens, and whom the access token was checked to speak for. */
export interface SessionContent {
  readonly tokens: LoginTokens;
  readonly principal: Principal;
  readonly username: string;
}

export function contentOf(tokens: LoginTokens, { principal, username }: VerifiedToken): SessionContent {
  return { tokens, principal, username };
}

export function sealContent(seal: SessionSeal, id: string, content: SessionContent): Uint8Array {
  return seal.seal(Buffer.from(JSON.stringify(content)), id);
}

/** Undefined when it cannot be opened: the key changed, and the person signs in again. */
export function openContent(seal: SessionSeal, id: string, sealed: Uint8Array): SessionContent | undefined {
  const plain = seal.open(sealed, id);
  if (!plain) return undefined;
  const content = JSON.parse(Buffer.from(plain).toString('utf8')) as SessionContent;
  return { ...content, tokens: { ...content.tokens, accessExpiresAt: new Date(content.tokens.accessExpiresAt) } };
}
