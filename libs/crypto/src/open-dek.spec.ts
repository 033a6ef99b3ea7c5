import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { generationOf, newDek, OpenDek } from './open-dek.js';
import { bucketOf } from './padding.js';
import type { Place } from './place.js';
import { SealBroken } from './seal-broken.js';

const text = fc.string({ unit: 'binary', maxLength: 300 }).filter((value) => value.isWellFormed());
const key = fc.uint8Array({ minLength: 32, maxLength: 32 });
const part = fc.string({ maxLength: 12 });
const place: fc.Arbitrary<Place> = fc.record({ tenant: part, table: part, column: part, row: part, subject: part });
const parts = ['tenant', 'table', 'column', 'row', 'subject'] as const;

function refusal(open: () => unknown): SealBroken['check'] {
  try {
    open();
  } catch (thrown) {
    if (thrown instanceof SealBroken) return thrown.check;
    throw thrown;
  }
  throw new Error('it opened');
}

describe('an envelope', () => {
  it('gives back any Unicode text', () => {
    fc.assert(
      fc.property(key, place, text, (dek, at, value) => {
        const open = new OpenDek(dek, at);
        expect(open.open(at, open.seal(at, value))).toBe(value);
      }),
    );
  });

  it('gives back any bytes', () => {
    fc.assert(
      fc.property(place, fc.uint8Array({ maxLength: 9000 }), (at, value) => {
        const open = new OpenDek(newDek(), at);
        expect(open.openBytes(at, open.seal(at, value)).equals(value)).toBe(true);
      }),
    );
  });

  it('does not open at another row, column, table, tenant or subject, even for one who holds the key', () => {
    fc.assert(
      fc.property(key, place, fc.constantFrom(...parts), part, text, (dek, at, moved, other, value) => {
        fc.pre(at[moved] !== other);
        const elsewhere = { ...at, [moved]: other };
        const envelope = new OpenDek(dek, at).seal(at, value);
        refusal(() => new OpenDek(dek, elsewhere).open(elsewhere, envelope));
      }),
    );
  });

  it('does not open where the parts of its place only join to the same text', () => {
    const at = { tenant: 'a', table: 'bc', column: 'd', row: 'e', subject: 'f' };
    const dek = newDek();
    const envelope = new OpenDek(dek, at).seal(at, 'x');
    for (const other of [
      { ...at, tenant: 'ab', table: 'c' },
      { ...at, column: 'de', row: '' },
      { ...at, row: 'ef', subject: '' },
    ]) {
      refusal(() => new OpenDek(dek, other).open(other, envelope));
    }
  });

  it('does not open with any one bit turned', () => {
    const at = { tenant: 'acme', table: 't', column: 'c', row: 'r', subject: 's' };
    const open = new OpenDek(newDek(), at);
    const envelope = open.seal(at, 'Мария');
    for (let bit = 0; bit < envelope.length * 8; bit += 1) {
      const broken = Buffer.from(envelope);
      broken[bit >> 3]! ^= 1 << (bit & 7);
      refusal(() => open.open(at, broken));
    }
  });

  it('does not open cut short or made longer', () => {
    const at = { tenant: 'acme', table: 't', column: 'c', row: 'r', subject: 's' };
    const open = new OpenDek(newDek(), at);
    const envelope = open.seal(at, 'Мария');
    for (let length = 0; length < envelope.length; length += 1) refusal(() => open.open(at, envelope.subarray(0, length)));
    refusal(() => open.open(at, Buffer.concat([envelope, Uint8Array.of(0)])));
  });

  it('refuses a wrong key by its commitment, before anything is decrypted', () => {
    fc.assert(
      fc.property(key, key, place, text, (dek, other, at, value) => {
        fc.pre(!Buffer.from(dek).equals(other));
        const envelope = new OpenDek(dek, at).seal(at, value);
        expect(refusal(() => new OpenDek(other, at).open(at, envelope))).toBe('commitment');
      }),
    );
  });

  it('tells the generation of its key and opens with no other', () => {
    fc.assert(
      fc.property(key, place, fc.integer({ min: 1, max: 0xffff }), fc.integer({ min: 1, max: 0xffff }), (dek, at, generation, other) => {
        const envelope = new OpenDek(dek, at, generation).seal(at, 'x');
        expect(generationOf(envelope)).toBe(generation);
        if (other !== generation) expect(refusal(() => new OpenDek(dek, at, other).open(at, envelope))).toBe('generation');
      }),
    );
  });

  it('shows no more of the length than its bucket, and is never the same twice', () => {
    const at = { tenant: 'acme', table: 't', column: 'c', row: 'r', subject: 's' };
    const open = new OpenDek(newDek(), at);
    expect(open.seal(at, 'Ия').length).toBe(open.seal(at, 'Александра').length);
    expect(open.seal(at, 'Ия').equals(open.seal(at, 'Ия'))).toBe(false);
    expect([0, 31, 32, 63, 64, 4095, 4096, 8191, 8192].map(bucketOf)).toEqual([32, 32, 64, 64, 128, 4096, 8192, 8192, 12288]);
  });

  it('says nothing of the value or the key when it does not open', () => {
    const at = { tenant: 'acme', table: 't', column: 'c', row: 'r', subject: 's' };
    const envelope = new OpenDek(newDek(), at).seal(at, 'Ковалёва');
    try {
      new OpenDek(newDek(), at).open(at, envelope);
      throw new Error('it opened');
    } catch (thrown) {
      expect(`${String(thrown)} ${JSON.stringify(thrown)}`).toBe('SealBroken: the seal is broken (commitment) {"check":"commitment","name":"SealBroken"}');
    }
  });
});

describe('a destroyed key', () => {
  const at = { tenant: 'acme', table: 't', column: 'c', row: 'r', subject: 's' };

  it('works no more', () => {
    const open = new OpenDek(newDek(), at);
    const envelope = open.seal(at, 'x');
    open.destroy();
    expect(() => open.open(at, envelope)).toThrow('destroyed');
    expect(() => open.seal(at, 'x')).toThrow('destroyed');
  });

  it('takes with it everything that it sealed: the same person’s next keys open none of it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(place, text), { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 3 }), (values, generation) => {
        const owned = values.map(([somewhere, value]) => ({ ...somewhere, tenant: 'acme', subject: 's', value }));
        const erased = new OpenDek(newDek(), at);
        const envelopes = owned.map((one) => erased.seal(one, one.value));
        erased.destroy();
        const next = new OpenDek(newDek(), at, generation);
        envelopes.forEach((envelope, index) => refusal(() => next.open(owned[index]!, envelope)));
      }),
    );
  });
});
