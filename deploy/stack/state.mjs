import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { textOf } from '../local/stamp.mjs';

/**
 * What is remembered of a component between two commands.
 * @typedef {object} Remembered
 * @property {Record<string, number>} ports
 * @property {Record<string, string>} secrets
 * @property {import('./processes.mjs').Started[]} processes that were started and not stopped by us
 *
 * @typedef {Record<string, Remembered>} State
 */

/** @param {string} file @returns {State} */
export const readState = (file) => JSON.parse(textOf(file) ?? '{}');

/** Replaces the file at once; it holds passwords, so it is for our eyes only. @param {string} file @param {State} state */
export function writeState(file, state) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** @param {State} state @param {string} name @returns {Remembered} */
export const remembered = (state, name) => state[name] ?? { ports: {}, secrets: {}, processes: [] };
