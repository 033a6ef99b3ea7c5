import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';
import { AppError, type Clock, type Principal } from '@rapport/kernel';

const keyBytes = 32;
const longest = 16_384;
/** By then a process has looked at the shared clock again. */
const soonMs = 15_000;

/**
 * Signs for whom a call is made, so that a service believes the door and nobody else who can reach the broker.
 * Good for one rpc or event (`subject`, such as `rpc.rapport.accounts.v1.ContactService.GetContact`) until `expiresAt`.
 * @param key 32 bytes, the same in every process.
 * @returns printable ASCII, `payload.expiry.mac`; about 300 characters.
 */
export function signPrincipal(key: Uint8Array, principal: Principal, subject: string, expiresAt: Date): string {
  const signed = `${Buffer.from(JSON.stringify(principal)).toString('base64url')}.${expiresAt.getTime().toString(36)}`;
  return `${signed}.${mac(key, subject, signed).toString('base64url')}`;
}

/**
 * The principal that was signed for this subject. Throws `unauthenticated` TOKEN_INVALID for what the key did not sign. What it did sign and is over comes from a process whose
 * clock is another, since each call is signed anew: `unavailable` CLOCKS_APART with the measured seconds, for nothing is wrong with the caller's own token.
 */
export function readPrincipal(key: Uint8Array, header: string, subject: string, clock: Clock): Principal {
  const end = header.lastIndexOf('.');
  const signed = header.slice(0, Math.max(end, 0));
  const given = Buffer.from(header.slice(end + 1), 'base64url');
  const wanted = mac(key, subject, signed);
  if (header.length > longest || given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw new AppError('unauthenticated', 'TOKEN_INVALID');
  const [payload = '', expiry = ''] = signed.split('.');
  const overMs = clock.now().getTime() - parseInt(expiry, 36);
  if (overMs >= 0) throw new AppError('unavailable', 'CLOCKS_APART', { retryAfterMs: soonMs, params: { seconds: Math.round(overMs / 1000) } });
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Principal;
}

// The subject's length goes in, so that no subject and payload can be cut apart elsewhere and mean another pair.
function mac(key: Uint8Array, subject: string, signed: string): Buffer {
  return createHmac('sha256', held(key)).update(`rapport-principal-1\n${subject.length}\n${subject}\n${signed}`).digest();
}

// A key that OpenSSL holds signs five times as fast as one that is handed over each time.
const holding = new WeakMap<Uint8Array, KeyObject>();

function held(key: Uint8Array): KeyObject {
  const known = holding.get(key);
  if (known) return known;
  if (key.length !== keyBytes) throw new Error('The internal key must have 32 bytes.');
  const made = createSecretKey(key);
  holding.set(key, made);
  return made;
}
