import { hkdfSync, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { keyFileMode, keyFileText, LocalKeks, newKeyFile, readKeyFile } from '@rapport/crypto';
import type { Settings } from '@rapport/config';

/** The keys of an installation. */
export interface Secrets {
  /** Wraps the data keys. */
  readonly keks: LocalKeks;
  /** 32 bytes by which services sign who is asking. */
  readonly internal: Uint8Array;
  /** A key of 32 bytes for one further use, derived from the internal one. */
  derived(use: string): Uint8Array;
}

/** Reads the installation's keys; makes what is missing in the data folder, readable by its owner only. */
export function openSecrets(settings: Settings): Secrets {
  const kekFile = settings.kekFile ?? join(settings.data, 'keys', 'kek.json');
  const keks = new LocalKeks(readKeyFile(textOf(kekFile, () => keyFileText(newKeyFile(new Date())))));
  const internal = settings.internalKey ?? Buffer.from(textOf(join(settings.data, 'keys', 'internal.key'), () => randomBytes(32).toString('base64')), 'base64');
  return { keks, internal, derived: (use) => new Uint8Array(hkdfSync('sha256', internal, 'rapport', use, 32)) };
}

function textOf(file: string, make: () => string): string {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.new`, make(), { mode: keyFileMode });
    renameSync(`${file}.new`, file);
  }
  chmodSync(file, keyFileMode);
  return readFileSync(file, 'utf8');
}
