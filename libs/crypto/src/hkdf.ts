import { HmacSha256 } from './hmac.js';

const saltless = new HmacSha256(new Uint8Array());
const nothing = new Uint8Array();
const counters = Array.from({ length: 256 }, (_, at) => Uint8Array.of(at));

/** HKDF-SHA-256, first half (RFC 5869 §2.2): 32 bytes that stand for the input key. An empty salt counts as 32 zeros. */
export function extract(inputKey: Uint8Array, salt?: Uint8Array): Buffer {
  return (salt ? new HmacSha256(salt) : saltless).digestOfKey(inputKey);
}

/**
 * HKDF-SHA-256, second half (RFC 5869 §2.3): `length` bytes for what `info` names, at most 8160. Takes the extracted key as an HMAC under it, so that one serves many columns.
 */
export function expand(extracted: HmacSha256, info: Uint8Array, length: number): Buffer {
  if (length > 255 * 32) throw new RangeError('HKDF-SHA-256 gives at most 8160 bytes');
  const out = Buffer.alloc(Math.ceil(length / 32) * 32);
  for (let at = 0; at < length; at += 32) {
    const block = extracted.digest(at === 0 ? nothing : out.subarray(at - 32, at), info, counters[at / 32 + 1]!);
    out.set(block, at);
    block.fill(0);
  }
  return out.subarray(0, length);
}

/** The first 64 bytes of the same: 32 that are a key, and 32 that anybody may see, which so cost half. */
export function expandedKey(extracted: HmacSha256, info: Uint8Array): { readonly key: Buffer; readonly open: Buffer } {
  const key = extracted.digest(info, counters[1]!);
  return { key, open: Buffer.from(extracted.open(key, info, counters[2]!), 'latin1') };
}

/** What `expand` takes, straight from an input key, with no salt. */
export function extracted(inputKey: Uint8Array): HmacSha256 {
  const pseudoRandomKey = extract(inputKey);
  const mac = new HmacSha256(pseudoRandomKey);
  pseudoRandomKey.fill(0);
  return mac;
}
