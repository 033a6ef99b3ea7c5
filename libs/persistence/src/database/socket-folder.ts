import { createHash } from 'node:crypto';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';

/** The kernel's limit on the path of a Unix socket is 107 bytes; we stay below. */
const longestSocketPath = 100;

/** Where sockets of a data folder lie: in a folder of its own there, or, when that is too deep for the kernel, in one of the same name every time among the temporary files. */
export function socketFolderOf(folder: string): string {
  const inside = join(resolve(folder), 'socket');
  if (Buffer.byteLength(join(inside, '.s.PGSQL.5432')) <= longestSocketPath) return inside;
  return join(tmpdir(), `rapport-${userInfo().uid}-${createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 16)}`);
}
