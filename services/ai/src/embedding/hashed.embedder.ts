import { Embedder } from './embedder.js';
import { frozenIdf, idfVersion } from './frozen-idf.js';

const dims = 1024;
const idfSlots = frozenIdf.length;

/** Words and their letters by threes, fours and fives, hashed: needs no model and is the same for ever, for its weights are frozen with its version. */
export class HashedEmbedder extends Embedder {
  readonly model = `hashed-ngrams-${idfVersion}`;
  readonly dims = dims;
  readonly lexical = true;

  embed(texts: readonly string[]): Promise<number[][]> {
    return Promise.resolve(texts.map(hashedVector));
  }
}

/** The vector of one text, of length 1; all zero but one number for a text without words. */
export function hashedVector(text: string): number[] {
  const vector = Array.from({ length: dims }, () => 0);
  const counts = new Map<number, number>();
  for (const feature of featuresOf(text)) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  for (const [hash, count] of counts) {
    const weight = (1 + Math.log(count)) * frozenIdf[hash % idfSlots]!;
    vector[(hash >>> 8) % dims]! += hash & 0x8000_0000 ? -weight : weight;
  }
  const length = Math.hypot(...vector);
  if (length === 0) return vector.map((_, at) => (at === 0 ? 1 : 0));
  return vector.map((value) => Math.round((value / length) * 1e6) / 1e6);
}

/** Hashes of what a text is made of. */
export function* featuresOf(text: string): Generator<number> {
  for (const word of text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .match(/[\p{L}\p{N}]+/gu) ?? []) {
    yield hashOf(`=${word}`);
    const edged = `<${word}>`;
    for (const size of [3, 4, 5]) for (let at = 0; at + size <= edged.length; at++) yield hashOf(edged.slice(at, at + size));
  }
}

/** FNV-1a with a last stirring, so that its low and its high bits tell different things. */
function hashOf(text: string): number {
  let hash = 0x811c_9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x0100_0193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85eb_ca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
