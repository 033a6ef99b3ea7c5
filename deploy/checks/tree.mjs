import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What the checks look at: files by their path from the root, and their text.
 * @typedef {{ root: string, files: readonly string[], read(file: string): string, toolMs?: number }} Tree `toolMs`: how long a tool may take
 * @typedef {{ findings: readonly string[], note?: string }} Outcome a finding is one line: where, and what is wrong
 */

/** The files that git keeps or would keep. @param {string} root @returns {Tree} */
export function gitTree(root) {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
  const files = [...new Set(listed.split('\n'))].filter((file) => file && existsSync(join(root, file))).sort();
  return { root, files, read: (file) => readFileSync(join(root, file), 'utf8') };
}

/** A tree held in memory, for specs. @param {Record<string, string>} texts @returns {Tree} */
export function plantedTree(texts) {
  return { root: '/planted', files: Object.keys(texts).sort(), read: (file) => texts[file] ?? '' };
}

const isGenerated = /(^|\/)gen\/|_pb\.ts$|\.generated\./;
const isTest = /\.(spec|fixture|conformance|rig|browser)\.tsx?$|(^|\/)testing(\.ts$|\/)/;

/** Source written by hand: TypeScript and the scripts. @param {string} file */
export const isSource = (file) => /\.(ts|tsx|mjs)$/.test(file) && !file.endsWith('.d.ts') && !isGenerated.test(file);

/** Source that is not a test. @param {string} file */
export const isProduct = (file) => isSource(file) && !isTest.test(file);

/** @param {string} text @param {number} index */
export const lineAt = (text, index) => text.slice(0, index).split('\n').length;
