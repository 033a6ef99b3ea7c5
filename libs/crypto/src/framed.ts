/**
 * Several byte strings as one, so that no two different lists give the same bytes: each part stands behind its length in four big-endian bytes.
 * Text is UTF-8. What is authenticated or derived from goes through here.
 */
export function framed(...parts: readonly (string | Uint8Array)[]): Buffer {
  let length = 0;
  for (const part of parts) length += 4 + Buffer.byteLength(part);
  const out = Buffer.allocUnsafe(length);
  let at = 0;
  for (const part of parts) {
    const size = Buffer.byteLength(part);
    at = out.writeUInt32BE(size, at);
    if (typeof part === 'string') out.write(part, at, 'utf8');
    else out.set(part, at);
    at += size;
  }
  return out;
}
