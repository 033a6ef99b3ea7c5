import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { KekMissing, type KeyOwner } from './keks.js';
import { addKey, dropKey, keyFileText, newKeyFile, readKeyFile, KeyFileBroken } from './key-file.js';
import { LocalKeks } from './local-keks.js';
import { newDek } from './open-dek.js';
import { SealBroken } from './seal-broken.js';

const now = new Date('2026-01-01T00:00:00Z');
const owner: fc.Arbitrary<KeyOwner> = fc.record({ tenant: fc.string(), subject: fc.string(), generation: fc.integer({ min: 1, max: 0xffff }) });

describe('a wrapped key', () => {
  const keks = new LocalKeks(newKeyFile(now));

  it('comes back for its owner', () => {
    fc.assert(
      fc.property(owner, (whose) => {
        const key = newDek();
        expect(keks.unwrap(keks.wrap([{ owner: whose, key }]))).toEqual([key]);
      }),
    );
  });

  it('does not come back for another tenant, subject or generation', () => {
    fc.assert(
      fc.property(owner, owner, fc.constantFrom('tenant' as const, 'subject' as const, 'generation' as const), (whose, other, part) => {
        fc.pre(whose[part] !== other[part]);
        const [wrapped] = keks.wrap([{ owner: whose, key: newDek() }]);
        expect(() => keks.unwrap([{ ...wrapped!, [part]: other[part] }])).toThrow(SealBroken);
      }),
    );
  });

  it('does not come back with any one bit turned', () => {
    const [wrapped] = keks.wrap([{ owner: { tenant: 'acme', subject: 's', generation: 1 }, key: newDek() }]);
    for (let bit = 0; bit < wrapped!.bytes.length * 8; bit += 1) {
      const bytes = Buffer.from(wrapped!.bytes);
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => keks.unwrap([{ ...wrapped!, bytes }])).toThrow(SealBroken);
    }
  });

  it('is refused by another installation’s key of the same name', () => {
    const wrapped = keks.wrap([{ owner: { tenant: 'acme', subject: 's', generation: 1 }, key: newDek() }]);
    expect(() => new LocalKeks(newKeyFile(now)).unwrap(wrapped)).toThrow(SealBroken);
  });
});

describe('a rotation', () => {
  const first = newKeyFile(now);
  const both = addKey(first, now);
  const key = newDek();
  const wrapped = new LocalKeks(first).wrap([{ owner: { tenant: 'acme', subject: 's', generation: 1 }, key }]);

  it('keeps old keys readable, wraps under the new one, and lets the old one go', () => {
    const keks = new LocalKeks(both);
    expect(keks.unwrap(wrapped)).toEqual([key]);
    const renewed = keks.rewrap(wrapped);
    expect(renewed[0]!.kekId).toBe('kek-2');
    expect(new LocalKeks(dropKey(both, 'kek-1')).unwrap(renewed)).toEqual([key]);
    expect(keks.rewrap(renewed)[0]).toBe(renewed[0]);
  });

  it('says which key is missing when one was dropped too early', () => {
    expect(() => new LocalKeks(dropKey(both, 'kek-1')).unwrap(wrapped)).toThrow(new KekMissing('kek-1'));
  });

  it('never drops the active key, and never reuses an id', () => {
    expect(() => dropKey(both, 'kek-2')).toThrow(KeyFileBroken);
    expect(addKey(dropKey(both, 'kek-1'), now).active).toBe('kek-3');
  });
});

describe('a key file', () => {
  it('is read as it was written', () => {
    const file = addKey(newKeyFile(now), now);
    expect(readKeyFile(keyFileText(file))).toEqual(file);
  });

  const good = newKeyFile(now);
  it.each([
    ['no JSON', '{', 'the key file is not JSON'],
    ['something else', '[]', 'the key file has no “active” and “keys”'],
    ['no active key', JSON.stringify({ ...good, active: 'kek-9' }), 'the key file’s active key “kek-9” is not among its keys'],
    ['two of one id', JSON.stringify({ ...good, keys: [...good.keys, ...good.keys] }), 'the key file has two keys of one id'],
    [
      'a short key',
      JSON.stringify({ ...good, keys: [{ ...good.keys[0], key: 'c2hvcnQ=' }] }),
      'key number 1 of the key file (“kek-1”) is not 32 bytes in base64',
    ],
    ['a key without a name', JSON.stringify({ ...good, keys: [{ ...good.keys[0], id: '' }] }), 'key number 1 of the key file has no usable id'],
    [
      'a key without a date',
      JSON.stringify({ ...good, keys: [{ ...good.keys[0], created: 'yesterday' }] }),
      'key number 1 of the key file (“kek-1”) does not say when it was made',
    ],
  ])('says in a sentence that it has %s', (_, text, sentence) => {
    expect(() => readKeyFile(text)).toThrow(new KeyFileBroken(sentence));
  });

  it('shows no key in its errors', () => {
    const key = `${'A'.repeat(42)}!=`;
    const read = () => readKeyFile(JSON.stringify({ ...good, keys: [{ ...good.keys[0], key }] }));
    expect(read).toThrow('is not 32 bytes');
    expect(read).not.toThrow('AAAA');
  });
});
