/** Whose key is wrapped: a person of a tenant, or the tenant's search (`indexSubject`). `generation` counts the keys that this owner has had, from 1. */
export interface KeyOwner {
  readonly tenant: string;
  readonly subject: string;
  readonly generation: number;
}

/** The subject under which a tenant's index root key is wrapped; no person's id looks like it. */
export const indexSubject = ':index';

/** A key as it is stored: readable by nobody without the key-encryption key named here. */
export interface WrappedKey extends KeyOwner {
  /** Which key-encryption key wrapped it. */
  readonly kekId: string;
  readonly bytes: Uint8Array;
}

/** An answer at once from a local key, or later from a key service. */
export type Soon<T> = T | Promise<T>;

/**
 * The port to the key-encryption keys: a key file (`LocalKeks`), or a key service such as Vault's transit engine, which never gives its keys away.
 * Works on lists, in their order, because a page of fifty people is one request to such a service. All or nothing: throws
 * `SealBroken` when one of them does not open, `KekMissing` when it names a key that is not here.
 */
export interface Keks {
  /** The key that new wrappings use. */
  readonly activeId: string;
  wrap(keys: readonly { readonly owner: KeyOwner; readonly key: Uint8Array }[]): Soon<WrappedKey[]>;
  unwrap(wrapped: readonly WrappedKey[]): Soon<Buffer[]>;
  /** The same keys under the active key; those already under it come back as they are. Data needs no touching. */
  rewrap(wrapped: readonly WrappedKey[]): Soon<WrappedKey[]>;
}

/** A key was wrapped by a key-encryption key that this process does not have: a rotation removed it too early, or the key file is another installation's. */
export class KekMissing extends Error {
  override readonly name = 'KekMissing';

  constructor(readonly kekId: string) {
    super(`the key-encryption key “${kekId}” is not in the key file`);
  }
}
