/** The four bytes before a part, one character each, for the lengths that are nearly all. */
const lengths = Array.from({ length: 128 }, (_, length) => `\0\0\0${String.fromCharCode(length)}`);

/**
 * Several byte strings as one, so that no two different lists give the same bytes: each part stands behind its length in four big-endian bytes.
 * Text is UTF-8. What is authenticated or derived from goes through here.
 */
export function framed(...parts: readonly (string | Uint8Array)[]): Buffer {
  return shortAscii(parts) ?? anything(parts);
}

// Ids and names in one piece: a call for each part costs more than the cipher.
function shortAscii(parts: readonly (string | Uint8Array)[]): Buffer | undefined {
  let text = '';
  for (const part of parts) {
    const length = lengths[part.length];
    if (length === undefined) return undefined;
    text += length;
    if (typeof part === 'string') text += part;
    else for (const byte of part) text += String.fromCharCode(byte);
  }
  // As many bytes as characters: each is below 128, and the bytes are the same in either encoding.
  return Buffer.byteLength(text) === text.length ? Buffer.from(text, 'latin1') : undefined;
}

function anything(parts: readonly (string | Uint8Array)[]): Buffer {
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
