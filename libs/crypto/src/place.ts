import { framed } from './framed.js';

/** Where a sealed value lives and whose it is. An envelope opens at its own place and nowhere else. */
export interface Place {
  readonly tenant: string;
  /** With its schema, as SQL names it: `accounts.contacts`. Renaming a table or column means sealing its values anew. */
  readonly table: string;
  readonly column: string;
  /** The row's id. */
  readonly row: string;
  /** The id of the person whose key seals the value. */
  readonly subject: string;
}

/** What AES-GCM authenticates beside the ciphertext: the envelope's header and every part of the place, injectively framed. */
export function placeBytes(header: Uint8Array, place: Place): Buffer {
  return framed(header, place.tenant, place.table, place.column, place.row, place.subject);
}
