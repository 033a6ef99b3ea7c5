import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '@rapport/kernel';
import { assertPath, FileStore } from './file-store.js';

/** Files in a folder of this machine, one file each. */
export class FolderFiles extends FileStore {
  private next = 0;

  constructor(private readonly folder: string) {
    super();
  }

  /** Written beside and renamed, so that a process that dies leaves the old bytes or the new ones. */
  async put(path: string, bytes: Uint8Array): Promise<void> {
    assertPath(path);
    const at = join(this.folder, path);
    const beside = `${at}.${process.pid}-${(this.next += 1)}`;
    await reached(async () => {
      await mkdir(dirname(at), { recursive: true, mode: 0o700 });
      const file = await open(beside, 'w', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(beside, at);
    });
  }

  async get(path: string): Promise<Uint8Array | undefined> {
    assertPath(path);
    return reached(async () => {
      try {
        return await readFile(join(this.folder, path));
      } catch (thrown) {
        if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw thrown;
      }
    });
  }

  async remove(folder: string): Promise<void> {
    assertPath(folder);
    await reached(() => rm(join(this.folder, folder), { recursive: true, force: true }));
  }
}

async function reached<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new AppError('unavailable', 'FILES_UNREACHABLE', { retryAfterMs: 5000 }, { cause });
  }
}
