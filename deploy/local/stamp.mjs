import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Text of a file, or nothing when it is not there. @param {string} file */
export function textOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** @param {string | Buffer} content */
export const sha256 = (content) => createHash('sha256').update(content).digest('hex');

/**
 * Whether work has to be done again: a stamp is the fingerprint of what the work was last done with.
 * @param {string | undefined} stamp
 * @param {string} fingerprint
 */
export const isStale = (stamp, fingerprint) => stamp?.trim() !== fingerprint;

/** Fingerprint of files by name, size and time of change, without reading them. @param {readonly string[]} files absolute */
export function fingerprintOf(files) {
  const facts = files.map((file) => ({ file, stat: statSync(file) }));
  return sha256(facts.map(({ file, stat }) => `${file}\0${stat.size}\0${stat.mtimeMs}`).join('\n'));
}

/** @param {string} file @param {string} fingerprint */
export function writeStamp(file, fingerprint) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${fingerprint}\n`);
}

const notSource = new Set(['node_modules', 'dist', 'coverage']);

/** Every file below a folder in a fixed order, without what is generated. No folder, no files. @param {string} folder @returns {string[]} absolute */
export function filesBelow(folder) {
  /** @type {import('node:fs').Dirent[]} */
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries
    .filter((entry) => !entry.name.startsWith('.') && !notSource.has(entry.name))
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]));
}
