import { hkdfSync, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Settings } from '@rapport/config';
import { KeyFileBroken, keyFileMode, keyFileText, newKeyFile, readKeyFile, type KeyFile, type Keks } from '@rapport/crypto';
import { WatchedKeks } from './watched-keks.js';

/** The keys of an installation. */
export interface Secrets {
  /** Wraps the data keys. */
  readonly keks: Keks;
  /** 32 bytes by which services sign who is asking. */
  readonly internal: Uint8Array;
  /** A key of 32 bytes for one further use, derived from the internal one. */
  derived(use: string): Uint8Array;
  /** Writes the keys that were made because they were missing; to be called before anything is written by them, and once they are known to be wanted. */
  keep(): void;
}

/** Reads the installation's keys, readable by their owner only. What is missing is made in memory: a start that is refused leaves no key behind that opens nothing. */
export function openSecrets(settings: Settings): Secrets {
  const [kekFile, internalFile] = [keyFilePath(settings), join(settings.data, 'keys', 'internal.key')];
  const freshKek = isThere(kekFile) ? undefined : newKeyFile(new Date());
  const freshInternal = settings.internalKey || isThere(internalFile) ? undefined : randomBytes(32);
  const keks = new WatchedKeks(kekFile, freshKek);
  const internal = settings.internalKey ?? freshInternal ?? Buffer.from(readFileSync(internalFile, 'utf8'), 'base64');
  return {
    keks,
    internal,
    derived: (use) => new Uint8Array(hkdfSync('sha256', internal, 'rapport', use, 32)),
    keep: () => {
      if (freshKek) writeOnce(kekFile, keyFileText(freshKek));
      if (freshInternal) writeOnce(internalFile, freshInternal.toString('base64'));
      keks.look();
    },
  };
}

/** Where the key file is: `RAPPORT_KEK_FILE`, or in the data folder. */
export function keyFilePath({ kekFile, data }: Settings): string {
  return kekFile ?? join(data, 'keys', 'kek.json');
}

/** The key file as it is. Throws `KeyFileBroken`, also when there is none. */
export function keyFileOf(settings: Settings): KeyFile {
  const path = keyFilePath(settings);
  if (!existsSync(path)) throw new KeyFileBroken(`There is no key file “${path}”; put it back from a copy, or set RAPPORT_KEK_FILE to where it is.`);
  return readKeyFile(readFileSync(path, 'utf8'));
}

/** Puts a changed key file in the old one's place, whole or not at all. */
export function writeKeyFile(path: string, file: KeyFile): void {
  writeFileSync(`${path}.new`, keyFileText(file), { mode: keyFileMode });
  renameSync(`${path}.new`, path);
}

function isThere(file: string): boolean {
  if (!existsSync(file)) return false;
  chmodSync(file, keyFileMode);
  return true;
}

/** Writes a file, whole, unless another process was first. */
function writeOnce(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text, { mode: keyFileMode });
  try {
    linkSync(draft, file);
  } catch (thrown) {
    if ((thrown as { code?: string }).code !== 'EEXIST') throw thrown;
  } finally {
    rmSync(draft);
  }
}
