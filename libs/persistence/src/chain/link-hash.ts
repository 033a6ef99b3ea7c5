import { createHash } from 'node:crypto';

/** What one entry of a chain says, in an order that never changes: texts, texts that may be missing, and lists of texts. */
export type LinkParts = readonly (string | null | readonly string[])[];

const format = 1;

/**
 * An entry's link: SHA-256 over the format's number, the previous hash (empty before the first), the sequence number, and the entry's parts,
 * every text with its length before it and every list with its count, so that no two entries read the same.
 */
export function linkHash(parts: LinkParts, seq: bigint, previous: Uint8Array): Buffer {
  const hash = createHash('sha256');
  const text = (value: string | null) => {
    const bytes = Buffer.from(value ?? '');
    hash.update(number(value === null ? -1 : bytes.length)).update(bytes);
  };
  hash.update(number(format)).update(number(previous.length)).update(previous);
  text(String(seq));
  for (const part of parts) {
    if (part === null || typeof part === 'string') text(part);
    else {
      hash.update(number(part.length));
      part.forEach(text);
    }
  }
  return hash.digest();
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
