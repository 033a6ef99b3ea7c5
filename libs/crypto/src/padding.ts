const smallest = 32;
const largestDoubling = 4096;

/** The padded length for `length` bytes of content and the mark: 32, 64, 128 … 4096 bytes, and multiples of 4096 beyond. */
export function bucketOf(length: number): number {
  const needed = length + 1;
  if (needed > largestDoubling) return Math.ceil(needed / largestDoubling) * largestDoubling;
  let bucket = smallest;
  while (bucket < needed) bucket *= 2;
  return bucket;
}

/** The content filled up to its bucket: content, one byte 0x80, zeros (ISO/IEC 7816-4), so that a length tells the bucket and no more. */
export function pad(content: string | Uint8Array): Buffer {
  const length = Buffer.byteLength(content);
  const padded = Buffer.alloc(bucketOf(length));
  if (typeof content === 'string') padded.write(content, 0, 'utf8');
  else padded.set(content);
  padded[length] = 0x80;
  return padded;
}

/** The content of padded bytes (a view, not a copy), or `undefined` when they were not padded by `pad`. */
export function unpad(padded: Buffer): Buffer | undefined {
  let end = padded.length - 1;
  while (end >= 0 && padded[end] === 0) end -= 1;
  return end >= 0 && padded[end] === 0x80 && bucketOf(end) === padded.length ? padded.subarray(0, end) : undefined;
}
