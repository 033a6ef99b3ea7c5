import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { framed } from './framed.js';

describe('Framed parts', () => {
  it('are each behind its length in four bytes, text as UTF-8, whatever the parts', () => {
    const text = fc.oneof(fc.uuid(), fc.string({ unit: 'binary' }), fc.string({ minLength: 120, maxLength: 140 }), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(fc.array(fc.oneof(text, fc.uint8Array({ maxLength: 200 })), { maxLength: 7 }), (parts) => {
        const one = (part: string | Uint8Array) => {
          const [length, bytes] = [Buffer.alloc(4), Buffer.from(part)];
          length.writeUInt32BE(bytes.length);
          return Buffer.concat([length, bytes]);
        };
        expect(framed(...parts)).toEqual(Buffer.concat(parts.map(one)));
      }),
    );
  });
});
