import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';
import { SealBroken } from './seal-broken.js';

/** Bytes of an authentication tag: 128 bits, never truncated. */
export const tagLength = 16;

/**
 * 32 bytes as a key that OpenSSL holds: four times as fast as handing the bytes over at each use, and cleansed by it when the last reference is gone.
 * The bytes given are zeroed.
 */
export function aesKey(bytes: Buffer): KeyObject {
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
}

/** AES-256-GCM: ciphertext followed by its tag. `nonce` has 12 bytes, and a pair of key and nonce is used once. */
export function encrypt(key: KeyObject, nonce: Uint8Array, aad: Uint8Array, plain: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength });
  cipher.setAAD(aad);
  const body = cipher.update(plain);
  cipher.final();
  return Buffer.concat([body, cipher.getAuthTag()]);
}

/** What `encrypt` was given. Throws `SealBroken` when key, nonce, aad, ciphertext or tag differ by a bit. */
export function decrypt(key: KeyObject, nonce: Uint8Array, aad: Uint8Array, sealed: Uint8Array): Buffer {
  if (sealed.length < tagLength) throw new SealBroken('shape');
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength });
  decipher.setAAD(aad);
  decipher.setAuthTag(sealed.subarray(sealed.length - tagLength));
  const plain = decipher.update(sealed.subarray(0, sealed.length - tagLength));
  try {
    decipher.final();
  } catch {
    plain.fill(0);
    throw new SealBroken('authenticity');
  }
  return plain;
}
