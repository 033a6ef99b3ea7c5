import { randomBytes, timingSafeEqual, type KeyObject } from 'node:crypto';
import { framed } from './framed.js';
import { aesKey, decrypt, encrypt, tagLength } from './gcm.js';
import { expandedKey, extracted } from './hkdf.js';
import type { HmacSha256 } from './hmac.js';
import { freshNonce, nonceLength } from './nonce.js';
import { pad, unpad } from './padding.js';
import { placeBytes, type Place } from './place.js';
import { SealBroken } from './seal-broken.js';

/** Bytes of a data-encryption key. */
export const dekLength = 32;
const formatVersion = 1;
const aes256gcm = 1;
const headerLength = 4;
const commitmentLength = 32;
const bodyAt = headerLength + commitmentLength + nonceLength;

/** A fresh key for one person: 32 random bytes. */
export function newDek(): Buffer {
  return randomBytes(dekLength);
}

/** The generation of the key that sealed an envelope, to find a key before opening. Throws `SealBroken` for bytes that are no envelope. */
export function generationOf(envelope: Uint8Array): number {
  if (envelope.length < bodyAt + tagLength || envelope[0] !== formatVersion || envelope[1] !== aes256gcm) throw new SealBroken('shape');
  return (envelope[2]! << 8) | envelope[3]!;
}

interface ColumnKey {
  readonly key: KeyObject;
  readonly commitment: Buffer;
}

/**
 * One person's key, unwrapped and at work: seals and opens that person's values, keeping the key of each column once derived (a few µs each).
 * Belongs to one tenant and one subject; a place of another is refused, whatever the bytes. Format in the README.
 */
export class OpenDek {
  private readonly columns = new Map<string, ColumnKey>();
  private readonly root: HmacSha256;
  private readonly header: Uint8Array;
  private destroyed = false;

  /** Takes what it needs from `dek` (32 bytes) and leaves the array to the caller. `generation` is 1 for a person's first key, at most 65535. */
  constructor(
    dek: Uint8Array,
    readonly owner: { readonly tenant: string; readonly subject: string },
    readonly generation = 1,
  ) {
    if (dek.length !== dekLength) throw new RangeError(`a data key has ${dekLength} bytes`);
    if (!Number.isInteger(generation) || generation < 1 || generation > 0xffff) throw new RangeError('a generation is 1 to 65535');
    this.root = extracted(dek);
    // Not of the pool that small buffers share: four bytes would keep kilobytes of it.
    this.header = Uint8Array.of(formatVersion, aes256gcm, generation >> 8, generation & 0xff);
  }

  /** The envelope of a value (text as UTF-8; a lone surrogate becomes U+FFFD). Two envelopes of one value have nothing in common but the commitment. */
  seal(place: Place, value: string | Uint8Array): Buffer {
    return this.sealWith(freshNonce(), place, value);
  }

  /** Like `seal` with a given nonce, which must never repeat under one key: for published vectors only. */
  sealWith(nonce: Uint8Array, place: Place, value: string | Uint8Array): Buffer {
    const { key, commitment } = this.columnKey(place);
    const padded = pad(value);
    const body = encrypt(key, nonce, placeBytes(this.header, place), padded);
    padded.fill(0);
    return Buffer.concat([this.header, commitment, nonce, body]);
  }

  /** The value's bytes. Throws `SealBroken` unless these are the bytes that this key sealed for this very place. */
  openBytes(place: Place, envelope: Uint8Array): Buffer {
    if (generationOf(envelope) !== this.generation) throw new SealBroken('generation');
    const { key, commitment } = this.columnKey(place);
    if (!timingSafeEqual(envelope.subarray(headerLength, headerLength + commitmentLength), commitment)) throw new SealBroken('commitment');
    const nonce = envelope.subarray(bodyAt - nonceLength, bodyAt);
    const content = unpad(decrypt(key, nonce, placeBytes(this.header, place), envelope.subarray(bodyAt)));
    if (content === undefined) throw new SealBroken('shape');
    return content;
  }

  /** The value as the text it was sealed from; errors as `openBytes`. */
  open(place: Place, envelope: Uint8Array): string {
    return this.openBytes(place, envelope).toString('utf8');
  }

  /** How many column keys are kept. */
  get derived(): number {
    return this.columns.size;
  }

  /** Lets go of the column keys, which come back from the root when they are needed: what is kept of a person is a fifth then. */
  rest(): void {
    this.columns.clear();
  }

  /** Zeroes the root and lets go of the column keys, which OpenSSL cleanses as they are collected. Sealing or opening afterwards throws: a programming error. */
  destroy(): void {
    this.destroyed = true;
    this.root.destroy();
    this.rest();
  }

  private columnKey(place: Place): ColumnKey {
    if (this.destroyed) throw new Error('this key was destroyed');
    if (place.tenant !== this.owner.tenant || place.subject !== this.owner.subject) throw new SealBroken('authenticity');
    const name = `${place.table}\0${place.column}`;
    const known = this.columns.get(name);
    if (known) return known;
    const { key, open } = expandedKey(this.root, framed('rapport field', place.table, place.column));
    const made = { key: aesKey(key), commitment: open };
    this.columns.set(name, made);
    return made;
  }
}
