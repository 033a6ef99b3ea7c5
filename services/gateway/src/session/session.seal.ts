import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/** Encrypts what is kept of a session, bound to a place: opened elsewhere it does not open. */
export interface SessionSeal {
  seal(plain: Uint8Array, place: string): Uint8Array;
  /** Undefined when it was changed, moved, or sealed with another key. */
  open(sealed: Uint8Array, place: string): Uint8Array | undefined;
}

const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM under a key of 32 bytes; each place has a key of its own, so random nonces do not run out. */
export function sessionSeal(key: Uint8Array): SessionSeal {
  if (key.length !== 32) throw new Error('The session key must have 32 bytes.');
  const keyOf = (place: string) => createHmac('sha256', key).update(`rapport-session-1\n${place}`).digest();
  return {
    seal(plain, place) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', keyOf(place), nonce);
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed, place) {
      if (sealed.length < nonceBytes + tagBytes) return undefined;
      const decipher = createDecipheriv('aes-256-gcm', keyOf(place), sealed.subarray(0, nonceBytes), { authTagLength: tagBytes });
      decipher.setAuthTag(sealed.subarray(-tagBytes));
      try {
        return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()]);
      } catch {
        return undefined;
      }
    },
  };
}
