import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { NotYet } from '@rapport/kernel';
import { erasureAt, pathOf, type Erasure, type ErasureLedger } from './erasure.js';

/** The ledger as a file of lines that is only ever added to; each line is on the disk when `note` resolves. Several processes of one machine may share it. */
export class FileLedger implements ErasureLedger {
  constructor(private readonly path: string) {}

  async note(erasures: readonly Erasure[]): Promise<void> {
    try {
      await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
      const file = await open(this.path, 'a', 0o600);
      try {
        // Begun with a line's end, so that a line which a crash cut short does not take the next with it.
        await file.appendFile(`\n${erasures.map(pathOf).join('\n')}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
    } catch (cause) {
      throw new NotYet(`The erasure ledger “${this.path}” (RAPPORT_ERASURE_LEDGER) cannot be written; give its folder space and rights.`, { cause });
    }
  }

  async all(): Promise<Erasure[]> {
    const text = await readFile(this.path, 'utf8').catch((thrown: NodeJS.ErrnoException) => {
      if (thrown.code === 'ENOENT') return '';
      throw new NotYet(`The erasure ledger “${this.path}” (RAPPORT_ERASURE_LEDGER) cannot be read (${thrown.code}); mend its rights.`, { cause: thrown });
    });
    return text.split('\n').flatMap((line) => erasureAt(line) ?? []);
  }
}
