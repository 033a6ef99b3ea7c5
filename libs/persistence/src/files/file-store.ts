/** Keeps bytes under a path, outside the database: recordings, attachments. What is kept has been sealed before (`SealedFiles`). */
export abstract class FileStore {
  /** Resolves when the bytes are kept; what was under the path before is replaced whole. Throws `unavailable` FILES_UNREACHABLE. */
  abstract put(path: string, bytes: Uint8Array): Promise<void>;
  /** The bytes, or nothing when there are none. Throws `unavailable` FILES_UNREACHABLE. */
  abstract get(path: string): Promise<Uint8Array | undefined>;
  /** Removes everything whose path begins with `folder` and a slash. Removing what is not there is no error. */
  abstract remove(folder: string): Promise<void>;
}

/** Throws for a path that is not made of names joined by slashes: ids, numbers, lower-case words. */
export function assertPath(path: string): void {
  if (!/^[a-z0-9][a-z0-9-]*(\/[a-z0-9][a-z0-9-]*)+$/.test(path)) throw new Error('A path of files is made of names joined by slashes');
}
