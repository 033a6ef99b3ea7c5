import { randomFillSync } from 'node:crypto';

/** Bytes of a nonce of AES-GCM: 96 bits. */
export const nonceLength = 12;

const pool = Buffer.alloc(nonceLength * 256);
let next = pool.length;

/** A fresh random nonce. Drawn 256 at a time, because asking the system for twelve bytes costs as much as asking for three thousand. */
export function freshNonce(): Buffer {
  if (next >= pool.length) {
    randomFillSync(pool);
    next = 0;
  }
  const nonce = Buffer.from(pool.subarray(next, next + nonceLength));
  next += nonceLength;
  return nonce;
}
