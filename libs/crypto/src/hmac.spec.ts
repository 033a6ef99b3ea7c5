import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HmacSha256 } from './hmac.js';

describe('HMAC-SHA-256', () => {
  it('is that of OpenSSL for any key and any run of messages', () => {
    const message = fc.oneof(
      fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
      fc.uint8Array({ maxLength: 2000 }),
      fc.string({ minLength: 480, maxLength: 600 }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 150 }), fc.array(message, { minLength: 1, maxLength: 4 }), (key, messages) => {
        const mac = new HmacSha256(key);
        for (const each of messages) {
          const expected = createHmac('sha256', key).update(each).digest();
          expect(mac.digest(each).equals(expected)).toBe(true);
          if (typeof each === 'string') expect(mac.token(each)).toBe(expected.readBigInt64BE());
        }
      }),
    );
  });
});
