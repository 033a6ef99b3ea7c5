import { randomBytes } from 'node:crypto';

/** The key-encryption keys of an installation, as its key file says them in JSON. Whoever has this file and the database can read everything: mode 0600, kept away from the backups of the data. */
export interface KeyFile {
  /** The id of the key that wraps new keys; the others only unwrap. */
  readonly active: string;
  readonly keys: readonly KekEntry[];
}

/** One key-encryption key. */
export interface KekEntry {
  /** 1 to 64 of `a-z 0-9 . _ -`. */
  readonly id: string;
  /** 32 random bytes, base64. */
  readonly key: string;
  /** When it was made, RFC 3339. */
  readonly created: string;
}

/** The mode that a key file must have: its owner may read and write it, nobody else anything. */
export const keyFileMode = 0o600;

/** The key file cannot be used; the message says in one sentence what is wrong, and shows no key. */
export class KeyFileBroken extends Error {
  override readonly name = 'KeyFileBroken';
}

/** A key file with one fresh key, `kek-1`. */
export function newKeyFile(now: Date): KeyFile {
  return addKey({ active: '', keys: [] }, now);
}

/** The file with one more fresh key, which becomes the active one: the first step of a rotation. */
export function addKey(file: KeyFile, now: Date): KeyFile {
  const numbers = file.keys.map(({ id }) => Number(/^kek-(\d+)$/.exec(id)?.[1] ?? 0));
  const id = `kek-${Math.max(0, ...numbers) + 1}`;
  return { active: id, keys: [...file.keys, { id, key: randomBytes(32).toString('base64'), created: now.toISOString() }] };
}

/** The file without one key: the last step of a rotation, once nothing is wrapped by it. Throws `KeyFileBroken` for the active key or an unknown one. */
export function dropKey(file: KeyFile, id: string): KeyFile {
  if (id === file.active) throw new KeyFileBroken(`the key “${id}” is active and cannot be dropped`);
  if (!file.keys.some((key) => key.id === id)) throw new KeyFileBroken(`there is no key “${id}” to drop`);
  return { active: file.active, keys: file.keys.filter((key) => key.id !== id) };
}

/** The file's text, as it is written to disk. */
export function keyFileText(file: KeyFile): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** A key file from its text. Throws `KeyFileBroken`. */
export function readKeyFile(text: string): KeyFile {
  const file = parsed(text);
  if (!isRecord(file) || typeof file['active'] !== 'string' || !Array.isArray(file['keys'])) throw new KeyFileBroken('the key file has no “active” and “keys”');
  const keys = file['keys'].map(entryOf);
  const ids = new Set(keys.map(({ id }) => id));
  if (ids.size !== keys.length) throw new KeyFileBroken('the key file has two keys of one id');
  if (!ids.has(file['active'])) throw new KeyFileBroken(`the key file’s active key “${file['active']}” is not among its keys`);
  return { active: file['active'], keys };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new KeyFileBroken('the key file is not JSON');
  }
}

function entryOf(value: unknown, index: number): KekEntry {
  const which = `key number ${index + 1} of the key file`;
  if (!isRecord(value)) throw new KeyFileBroken(`${which} is not an object`);
  const { id, key, created } = value;
  if (typeof id !== 'string' || !/^[a-z0-9._-]{1,64}$/.test(id)) throw new KeyFileBroken(`${which} has no usable id`);
  if (typeof key !== 'string' || !/^[A-Za-z0-9+/]{43}=$/.test(key)) throw new KeyFileBroken(`${which} (“${id}”) is not 32 bytes in base64`);
  if (typeof created !== 'string' || Number.isNaN(Date.parse(created))) throw new KeyFileBroken(`${which} (“${id}”) does not say when it was made`);
  return { id, key, created };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
