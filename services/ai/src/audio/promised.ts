import type { StreamedKind } from './wasm-decoders.js';

/** What the beginning of a file says that it holds in all. */
export interface Promised {
  readonly bytes?: number;
  readonly samples?: number;
  readonly rate?: number;
}

/** Reads what FLAC and MP3 say of their length; nothing where they do not. `head` is the beginning of the file. */
export function promisedIn(kind: StreamedKind, head: Buffer): Promised {
  if (kind === 'flac' && head.length >= 26) return flac(head);
  return kind === 'mp3' ? mp3(head) : {};
}

/** The first block is always the one that says the rate in 20 bits and the samples in 36. */
function flac(head: Buffer): Promised {
  const rate = head.readUIntBE(18, 3) >> 4;
  const samples = (head[21]! & 15) * 2 ** 32 + head.readUInt32BE(22);
  return { rate, samples };
}

/** A first frame without sound may say how many bytes follow from it on. */
function mp3(head: Buffer): Promised {
  const tag = head.toString('latin1', 0, 3) === 'ID3' && head.length > 10 ? 10 + head.subarray(6, 10).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0) : 0;
  const at = ['Xing', 'Info'].map((name) => head.indexOf(name, tag)).find((found) => found >= 0 && found < tag + 64);
  if (at === undefined || at + 16 > head.length) return {};
  const flags = head.readUInt32BE(at + 4);
  return flags & 2 ? { bytes: tag + head.readUInt32BE(at + (flags & 1 ? 12 : 8)) } : {};
}
