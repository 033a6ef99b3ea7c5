import type { KeyObject } from 'node:crypto';
import { framed } from './framed.js';
import { aesKey, decrypt, encrypt, tagLength } from './gcm.js';
import { KekMissing, type Keks, type KeyOwner, type WrappedKey } from './keks.js';
import type { KeyFile } from './key-file.js';
import { freshNonce, nonceLength } from './nonce.js';
import { SealBroken } from './seal-broken.js';

const formatVersion = 1;
const bodyAt = 1 + nonceLength;

/** Key-encryption keys held in memory, from a key file. Answers at once: about 5 µs a key. Layout of a wrapped key in the README. */
export class LocalKeks implements Keks {
  readonly activeId: string;
  private readonly keys = new Map<string, KeyObject>();

  constructor(file: KeyFile) {
    this.activeId = file.active;
    for (const { id, key } of file.keys) this.keys.set(id, aesKey(Buffer.from(key, 'base64')));
  }

  wrap(keys: readonly { readonly owner: KeyOwner; readonly key: Uint8Array }[]): WrappedKey[] {
    return keys.map(({ owner, key }) => this.wrapWith(freshNonce(), owner, key));
  }

  /** Wraps one key with a given nonce, which must never repeat: for published vectors only. */
  wrapWith(nonce: Uint8Array, owner: KeyOwner, key: Uint8Array): WrappedKey {
    const body = encrypt(this.kek(this.activeId), nonce, ownerBytes(owner, this.activeId), key);
    const bytes = Buffer.concat([Uint8Array.of(formatVersion), nonce, body]);
    return { tenant: owner.tenant, subject: owner.subject, generation: owner.generation, kekId: this.activeId, bytes };
  }

  unwrap(wrapped: readonly WrappedKey[]): Buffer[] {
    return wrapped.map((one) => this.unwrapOne(one));
  }

  rewrap(wrapped: readonly WrappedKey[]): WrappedKey[] {
    return wrapped.map((one) => {
      if (one.kekId === this.activeId) return one;
      const key = this.unwrapOne(one);
      const renewed = this.wrapWith(freshNonce(), one, key);
      key.fill(0);
      return renewed;
    });
  }

  private unwrapOne(wrapped: WrappedKey): Buffer {
    const { bytes, kekId } = wrapped;
    const kek = this.kek(kekId);
    if (bytes.length < bodyAt + tagLength || bytes[0] !== formatVersion) throw new SealBroken('shape');
    return decrypt(kek, bytes.subarray(1, bodyAt), ownerBytes(wrapped, kekId), bytes.subarray(bodyAt));
  }

  private kek(id: string): KeyObject {
    const key = this.keys.get(id);
    if (!key) throw new KekMissing(id);
    return key;
  }
}

function ownerBytes(owner: KeyOwner, kekId: string): Buffer {
  return framed('rapport key', Uint8Array.of(formatVersion), owner.tenant, owner.subject, String(owner.generation), kekId);
}
