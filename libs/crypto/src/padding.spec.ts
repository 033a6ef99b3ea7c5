import { describe, expect, it } from '@jest/globals';
import { freshNonce } from './nonce.js';
import { pad, unpad } from './padding.js';

describe('padding', () => {
  it('comes off where it was put on, even from content that ends like padding', () => {
    for (const content of [Buffer.alloc(0), Buffer.alloc(31), Buffer.from([0x80]), Buffer.from([0x80, 0, 0]), Buffer.alloc(32, 0x80)])
      expect(unpad(pad(content))?.equals(content)).toBe(true);
  });

  it('is refused where it is not whole: no mark, or another bucket than its own', () => {
    const padded = pad('Мария');
    expect(unpad(Buffer.alloc(32))).toBeUndefined();
    expect(unpad(Buffer.alloc(0))).toBeUndefined();
    expect(unpad(padded.subarray(0, 16))).toBeUndefined();
    expect(unpad(Buffer.concat([padded, Buffer.alloc(32)]))).toBeUndefined();
  });
});

describe('nonces', () => {
  it('do not repeat, nor change once given', () => {
    const nonces = Array.from({ length: 5000 }, freshNonce);
    expect(new Set(nonces.map((nonce) => nonce.toString('hex'))).size).toBe(5000);
    expect(nonces.every((nonce) => nonce.length === 12)).toBe(true);
  });
});
