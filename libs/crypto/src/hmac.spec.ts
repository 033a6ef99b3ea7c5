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
          const bytes = Buffer.from(each);
          expect(Buffer.from(mac.open(bytes.subarray(0, 7), bytes.subarray(7)), 'latin1').equals(expected)).toBe(true);
          if (typeof each === 'string') expect(mac.token(each)).toBe(expected.readBigInt64BE());
        }
      }),
    );
  });

  it('is the same for a message that is a key, of which it keeps nothing', () => {
    const [mac, key] = [new HmacSha256(Buffer.from('salt')), Buffer.alloc(32, 7)];
    expect(mac.digestOfKey(key)).toEqual(createHmac('sha256', 'salt').update(key).digest());
    expect(JSON.stringify(mac)).not.toContain('7,7,7,7');
    expect(key).toEqual(Buffer.alloc(32, 7));
  });
});
