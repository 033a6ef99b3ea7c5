import { HmacSha256 } from './hmac.js';

/** HKDF-SHA-256, first half (RFC 5869 §2.2): 32 bytes that stand for the input key. An empty salt counts as 32 zeros. */
export function extract(inputKey: Uint8Array, salt: Uint8Array = new Uint8Array()): Buffer {
  return new HmacSha256(salt).digest(inputKey);
}

/**
 * HKDF-SHA-256, second half (RFC 5869 §2.3): `length` bytes for what `info` names, at most 8160. Takes the extracted key as an HMAC under it, so that one serves many columns.
 */
export function expand(extracted: HmacSha256, info: Uint8Array, length: number): Buffer {
  if (length > 255 * 32) throw new RangeError('HKDF-SHA-256 gives at most 8160 bytes');
  const out = Buffer.alloc(Math.ceil(length / 32) * 32);
  const message = Buffer.alloc(32 + info.length + 1);
  message.set(info, 32);
  for (let at = 0; at < length; at += 32) {
    message[message.length - 1] = at / 32 + 1;
    const block = extracted.digest(at === 0 ? message.subarray(32) : message);
    out.set(block, at);
    message.set(block);
    block.fill(0);
  }
  message.fill(0);
  return out.subarray(0, length);
}

/** What `expand` takes, straight from an input key, with no salt. */
export function extracted(inputKey: Uint8Array): HmacSha256 {
  const pseudoRandomKey = extract(inputKey);
  const mac = new HmacSha256(pseudoRandomKey);
  pseudoRandomKey.fill(0);
  return mac;
}
