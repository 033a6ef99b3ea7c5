import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, closeSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Part } from './part.js';

const megabyte = 1_048_576;

/** A disk in memory under one folder of a part, small enough to be filled. Putting it there and taking it away restarts the part. */
export class SmallDisk {
  private constructor(
    private readonly part: Part,
    private readonly folder: string,
  ) {}

  /** Moves what is in the folder onto a disk that has so much room beside it; nothing where this account may not mount. */
  static async under(part: Part, name: string, spareMb: number): Promise<SmallDisk | undefined> {
    const folder = join(part.place.data, name);
    await part.end();
    const usedMb = Math.ceil(Number(execFileSync('du', ['-sm', folder], { encoding: 'utf8' }).split('\t')[0]));
    const { uid, gid, mode } = statSync(folder);
    renameSync(folder, `${folder}.aside`);
    mkdirSync(folder);
    const options = `size=${usedMb + spareMb}m,mode=${(mode & 0o777).toString(8)}`;
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' }).status === 0;
    if (mounted) {
      chownSync(folder, uid, gid);
      execFileSync('cp', ['-a', `${folder}.aside/.`, folder]);
      rmSync(`${folder}.aside`, { recursive: true });
    } else {
      rmSync(folder, { recursive: true });
      renameSync(`${folder}.aside`, folder);
    }
    await part.start();
    return mounted ? new SmallDisk(part, folder) : undefined;
  }

  /** Not a byte more fits. Answers how many megabytes that took. */
  fill(): number {
    const file = openSync(join(this.folder, 'ballast'), 'w');
    try {
      let pieces = 0;
      while (wrote(file, Buffer.alloc(megabyte))) pieces += 1;
      while (wrote(file, Buffer.alloc(4096)));
      return pieces;
    } finally {
      closeSync(file);
    }
  }

  /** There is room again. */
  free(): void {
    rmSync(join(this.folder, 'ballast'), { force: true });
  }

  /** Back onto the usual disk, and the part is up. */
  async remove(): Promise<void> {
    this.free();
    await this.part.end();
    execFileSync('cp', ['-a', this.folder, `${this.folder}.back`]);
    execFileSync('umount', [this.folder]);
    rmSync(this.folder, { recursive: true });
    renameSync(`${this.folder}.back`, this.folder);
    await this.part.start();
  }
}

function wrote(file: number, piece: Buffer): boolean {
  try {
    return writeSync(file, piece) > 0;
  } catch (thrown) {
    if ((thrown as { code?: string }).code === 'ENOSPC') return false;
    throw thrown;
  }
}
