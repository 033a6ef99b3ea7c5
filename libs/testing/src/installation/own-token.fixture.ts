import { createPrivateKey, generateKeyPairSync, sign, type JsonWebKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The claims of a token, unchecked. */
export function claimsIn(token: string): Record<string, unknown> {
  return part(token.split('.')[1]!);
}

/** A genuine token with other claims, signed with the embedded provider's own key from the data folder: only the claims can be what is wrong with it. */
export function signedAgain(token: string, claims: Readonly<Record<string, unknown>>, dataFolder: string): string {
  return signed(token, claims, signingKeyIn(dataFolder));
}

/** A token with whatever header and claims, and whatever stands for its signature. */
export function craftedToken(header: object, claims: object, sign: (text: string) => Buffer | string): string {
  const text = [header, claims].map((each) => Buffer.from(JSON.stringify(each)).toString('base64url')).join('.');
  return `${text}.${Buffer.from(sign(text)).toString('base64url')}`;
}

/** The embedded provider's own key, by which it signs. */
export function signingKeyIn(dataFolder: string): KeyObject {
  const { signingKey } = JSON.parse(readFileSync(join(dataFolder, 'identity/keys.json'), 'utf8')) as { signingKey: JsonWebKey };
  return createPrivateKey({ key: signingKey, format: 'jwk' });
}

/** A genuine token as somebody would forge it: same header and claims, another key. */
export function forged(token: string): string {
  return signed(token, {}, generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);
}

function signed(token: string, claims: Readonly<Record<string, unknown>>, key: KeyObject): string {
  const [head] = token.split('.');
  const body = Buffer.from(JSON.stringify({ ...claimsIn(token), ...claims })).toString('base64url');
  return `${head}.${body}.${sign('sha256', Buffer.from(`${head}.${body}`), key).toString('base64url')}`;
}

function part(text: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Record<string, unknown>;
}
