import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { StartRefused } from './start-refused.js';

/** The data folder of one running installation, held until it is released. */
export interface DataFolder {
  readonly path: string;
  /** Writes a file that only its owner can read, whole or not at all. */
  write(name: string, content: object): void;
  release(): void;
}

/** Takes the data folder for this process. Throws `StartRefused` when it cannot be written, or another process holds it. */
export function holdDataFolder(path: string): DataFolder {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new StartRefused(`The data folder “${path}” cannot be made (${codeOf(cause)}); set RAPPORT_DATA to a folder that can be written.`, { cause });
  }
  const lock = join(path, 'run.lock');
  take(path, lock);
  const write = (name: string, content: object) => {
    const file = join(path, name);
    writeFileSync(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };
  return { path, write, release: () => ['ready.json', 'run.lock'].forEach((name) => rmSync(join(path, name), { force: true })) };
}

function take(path: string, lock: string): void {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const file = openSync(lock, 'wx', 0o600);
      writeSync(file, JSON.stringify({ pid: process.pid }));
      closeSync(file);
      return;
    } catch (thrown) {
      if (codeOf(thrown) !== 'EEXIST')
        throw new StartRefused(`The data folder “${path}” cannot be written (${codeOf(thrown)}); set RAPPORT_DATA to another, or mend its rights.`, {
          cause: thrown,
        });
      const pid = holderOf(lock);
      if (pid !== undefined && pid !== process.pid && isAlive(pid))
        throw new StartRefused(
          `Another copy of Rapport (process ${pid}) runs on the data folder “${path}”; stop it, or set RAPPORT_DATA and PORT for a second one.`,
        );
      rmSync(lock, { force: true });
    }
  }
}

function holderOf(lock: string): number | undefined {
  try {
    return (JSON.parse(readFileSync(lock, 'utf8')) as { pid?: number }).pid;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return codeOf(thrown) === 'EPERM';
  }
}

function codeOf(thrown: unknown): string {
  return (thrown as { code?: string }).code ?? 'unknown';
}
