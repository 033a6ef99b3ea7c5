import { isUtf8 } from 'node:buffer';
import { AppError } from '@rapport/kernel';

/** Arrays and objects inside one another that a body may have: enough for any contract, too few to exhaust a stack. */
const maxDepth = 64;

const quote = 0x22;
const backslash = 0x5c;

/** The JSON value of a request's body; undefined when it is empty. Throws `invalid` INVALID_JSON or TOO_DEEP. What its texts may hold is said by the contracts. */
export function readBody(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return undefined;
  if (!isUtf8(bytes)) throw new AppError('invalid', 'INVALID_JSON');
  if (depthOf(bytes) > maxDepth) throw new AppError('invalid', 'TOO_DEEP', { params: { max: maxDepth } });
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new AppError('invalid', 'INVALID_JSON');
  }
}

/** How deeply arrays and objects lie inside one another, brackets in texts left out. */
export function depthOf(bytes: Uint8Array): number {
  let depth = 0;
  let deepest = 0;
  let inText = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (inText) {
      if (byte === backslash) at++;
      else if (byte === quote) inText = false;
    } else if (byte === quote) inText = true;
    else if (byte === 0x5b || byte === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (byte === 0x5d || byte === 0x7d) depth--;
  }
  return deepest;
}
