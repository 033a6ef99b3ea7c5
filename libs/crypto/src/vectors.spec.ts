import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { BlindIndex } from './blind-index.js';
import type { FieldClass } from './field-class.js';
import { aesKey, decrypt, encrypt } from './gcm.js';
import { expand, extract } from './hkdf.js';
import { HmacSha256 } from './hmac.js';
import { LocalKeks } from './local-keks.js';
import { OpenDek } from './open-dek.js';
import type { Place } from './place.js';

interface Primitives {
  'hkdf-sha256': { cases: { ikm: string; salt: string; info: string; prk: string; okm: string }[] };
  'hmac-sha256': { cases: { key: string; text: string; mac: string }[] };
  'aes-256-gcm': { cases: { key: string; nonce: string; aad: string; plain: string; sealed: string }[] };
}
interface Envelopes {
  cases: { dek: string; generation: number; nonce: string; place: Place; text: string; envelope: string }[];
}
interface WrappedKeys {
  cases: { kekId: string; kek: string; tenant: string; subject: string; generation: number; nonce: string; key: string; wrapped: string }[];
}
interface BlindTokens {
  rootKey: string;
  tenant: string;
  noun: string;
  cases: { fieldClass: FieldClass; value: string; exact: string; fingerprint: string; prefix: string[] }[];
}

function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), 'utf8')) as T;
}
const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');
const primitives = read<Primitives>('primitives');

describe('the primitives', () => {
  it.each(primitives['hkdf-sha256'].cases)('derive as RFC 5869 says ($okm)', ({ ikm, salt, info, prk, okm }) => {
    expect(extract(bytes(ikm), bytes(salt)).toString('hex')).toBe(prk);
    expect(expand(new HmacSha256(bytes(prk)), bytes(info), okm.length / 2).toString('hex')).toBe(okm);
  });

  it.each(primitives['hmac-sha256'].cases)('authenticate as RFC 4231 says ($text)', ({ key, text, mac }) => {
    expect(new HmacSha256(bytes(key)).digest(text).toString('hex')).toBe(mac);
  });

  it.each(primitives['aes-256-gcm'].cases)('encrypt as NIST says ($sealed)', ({ key, nonce, aad, plain, sealed }) => {
    const held = aesKey(bytes(key));
    expect(encrypt(held, bytes(nonce), bytes(aad), bytes(plain)).toString('hex')).toBe(sealed);
    expect(decrypt(held, bytes(nonce), bytes(aad), bytes(sealed)).toString('hex')).toBe(plain);
  });
});

describe('the published vectors', () => {
  it.each(read<Envelopes>('envelopes').cases)('seal and open: $place.column of $place.tenant', ({ dek, generation, nonce, place, text, envelope }) => {
    const open = new OpenDek(bytes(dek), place, generation);
    expect(open.sealWith(bytes(nonce), place, text).toString('hex')).toBe(envelope);
    expect(open.open(place, bytes(envelope))).toBe(text);
  });

  it.each(read<WrappedKeys>('wrapped-keys').cases)(
    'wrap and unwrap: $subject under $kekId',
    ({ kekId, kek, nonce, key, wrapped, tenant, subject, generation }) => {
      const keks = new LocalKeks({ active: kekId, keys: [{ id: kekId, key: bytes(kek).toString('base64'), created: '2026-01-01T00:00:00.000Z' }] });
      const made = keks.wrapWith(bytes(nonce), { tenant, subject, generation }, bytes(key));
      expect(Buffer.from(made.bytes).toString('hex')).toBe(wrapped);
      expect(keks.unwrap([made])[0]!.toString('hex')).toBe(key);
    },
  );

  const tokens = read<BlindTokens>('blind-tokens');
  it.each(tokens.cases)('index: $fieldClass $value', ({ fieldClass, value, exact, fingerprint, prefix }) => {
    const index = new BlindIndex(bytes(tokens.rootKey), { tenant: tokens.tenant, noun: tokens.noun, region: 'RU' });
    expect(String(index.exactToken(fieldClass, value))).toBe(exact);
    expect(index.fingerprint(fieldClass, value)!.toString('hex')).toBe(fingerprint);
    expect(index.prefixTokens(fieldClass, value).map(String)).toEqual(prefix);
  });
});
