import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../deploy/local/places.mjs';
import { rounded } from './statistics.mjs';

/**
 * What a benchmark should reach; nothing where it only tells.
 * @typedef {{ ratioAtLeast?: number, ratioAtMost?: number, oursAtMost?: number }} Goal
 * @typedef {{ id: string, unit: string, ours: number, floor: number | undefined, goal: Goal }} Measured
 * @typedef {{ id: string, unit: string, ours: number, floor: number | null, ratio: number | null, goal: string | null, holds: boolean | null, database: string, broker: string, commit: string }} Result
 */

const file = join(root, 'bench/results.json');

/** A measurement with its verdict. @param {Measured} measured @param {{ database: string, broker: string, commit: string }} run @returns {Result} */
export function resultOf({ id, unit, ours, floor, goal }, run) {
  const ratio = floor ? ours / floor : null;
  const { ratioAtLeast, ratioAtMost, oursAtMost } = goal;
  const demands = [
    ...(ratioAtLeast === undefined ? [] : [{ words: `ratio >= ${ratioAtLeast}`, holds: ratio !== null && ratio >= ratioAtLeast }]),
    ...(ratioAtMost === undefined ? [] : [{ words: `ratio <= ${ratioAtMost}`, holds: ratio !== null && ratio <= ratioAtMost }]),
    ...(oursAtMost === undefined ? [] : [{ words: `ours <= ${oursAtMost} ${unit.split(' ')[0]}`, holds: ours <= oursAtMost }]),
  ];
  return {
    id,
    unit,
    ours: rounded(ours),
    floor: floor === undefined ? null : rounded(floor),
    ratio: ratio === null ? null : rounded(ratio),
    goal: demands.map(({ words }) => words).join(' and ') || null,
    holds: demands.length > 0 ? demands.every(({ holds }) => holds) : null,
    ...run,
  };
}

/** One line for people. @param {Result} result */
export function lineOf({ id, unit, ours, floor, ratio, goal, holds }) {
  const numbers = `${id.padEnd(24)} ours ${String(ours).padStart(8)}  floor ${String(floor ?? '–').padStart(8)}  ratio ${String(ratio ?? '–').padStart(6)}  ${unit.padEnd(12)}`;
  return `${holds === false ? '✗' : '✓'} ${numbers} ${goal === null ? 'no goal' : `${goal}: ${holds ? 'holds' : 'missed'}`}`;
}

/** Results measured anew in the place of those of the same benchmark on the same database and broker; the others stay. @param {readonly Result[]} kept @param {readonly Result[]} fresh */
export function merged(kept, fresh) {
  const kind = (/** @type {Result} */ { id, database, broker }) => `${id}/${database.split(' ')[0]}/${broker.split(' ')[0]}`;
  const renewed = new Set(fresh.map(kind));
  return [...kept.filter((one) => !renewed.has(kind(one))), ...fresh].sort((left, right) => (kind(left) < kind(right) ? -1 : 1));
}

/** @param {readonly Result[]} fresh */
export function keep(fresh) {
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  writeFileSync(file, `${JSON.stringify(merged(kept, fresh), null, 2)}\n`);
}

/** The commit that was measured; with a plus when the tree differs from it. */
export function commit() {
  /** @param {string[]} args */
  const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '--', 'libs', 'services') ? '+' : '');
  } catch {
    return 'unknown';
  }
}
