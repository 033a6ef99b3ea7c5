import { hkdfSync, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Settings } from '@rapport/config';
import { keyFileMode, keyFileText, newKeyFile, type KeyFile, type Keks } from '@rapport/crypto';
import { WatchedKeks } from './watched-keks.js';

/** The keys of an installation. */
export interface Secrets {
  /** Wraps the data keys. */
  readonly keks: Keks;
  /** 32 bytes by which services sign who is asking. */
  readonly internal: Uint8Array;
  /** A key of 32 bytes for one further use, derived from the internal one. */
  derived(use: string): Uint8Array;
}

/** Reads the installation's keys; makes what is missing in the data folder, readable by its owner only. */
export function openSecrets(settings: Settings): Secrets {
  textOf(keyFilePath(settings), () => keyFileText(newKeyFile(new Date())));
  const keks = new WatchedKeks(keyFilePath(settings));
  const internal =
    settings.internalKey ??
    Buffer.from(
      textOf(join(settings.data, 'keys', 'internal.key'), () => randomBytes(32).toString('base64')),
      'base64',
    );
  return { keks, internal, derived: (use) => new Uint8Array(hkdfSync('sha256', internal, 'rapport', use, 32)) };
}

/** Where the key file is: `RAPPORT_KEK_FILE`, or in the data folder. */
export function keyFilePath({ kekFile, data }: Settings): string {
  return kekFile ?? join(data, 'keys', 'kek.json');
}

/** Puts a changed key file in the old one's place, whole or not at all. */
export function writeKeyFile(path: string, file: KeyFile): void {
  writeWhole(path, keyFileText(file));
}

function textOf(file: string, make: () => string): string {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeWhole(file, make());
  }
  chmodSync(file, keyFileMode);
  return readFileSync(file, 'utf8');
}

function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: keyFileMode });
  renameSync(`${file}.new`, file);
}
