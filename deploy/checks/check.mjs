// What CI runs: npm run check [-- name …] [--all]. One line a check; findings follow.
import { resolve } from 'node:path';
import { checks } from './checks.table.mjs';
import { gitTree } from './tree.mjs';

const shownEach = process.argv.includes('--all') ? Infinity : 12;
const wanted = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const unknown = wanted.filter((name) => !checks.some((check) => check.name === name));

/** @param {import('./checks.table.mjs').Check} check @param {import('./tree.mjs').Tree} tree */
async function timed(check, tree) {
  const began = performance.now();
  /** @type {import('./tree.mjs').Outcome} */
  const outcome = await Promise.resolve()
    .then(() => check.run(tree))
    .catch((error) => ({ findings: [String(error instanceof Error ? error.message : error)] }));
  return { ...outcome, seconds: ((performance.now() - began) / 1000).toFixed(1) };
}

/** @param {import('./checks.table.mjs').Check} check @param {Awaited<ReturnType<typeof timed>>} outcome */
function show({ name, says }, { findings, note, seconds }) {
  const verdict = findings.length === 0 ? '✓' : '✗';
  console.log(`${verdict} ${name.padEnd(11)} ${`${seconds} s`.padStart(7)}  ${findings.length > 0 ? `${findings.length} findings: ${says}` : (note ?? says)}`);
  for (const finding of findings.slice(0, shownEach)) console.log(`    ${finding}`);
  if (findings.length > shownEach) console.log(`    … and ${findings.length - shownEach} more: npm run check -- ${name} --all`);
}

if (unknown.length > 0) {
  console.error(`There is no check “${unknown.join('”, “')}”. There are: ${checks.map(({ name }) => name).join(', ')}.`);
  process.exitCode = 1;
} else {
  const tree = gitTree(resolve(import.meta.dirname, '../..'));
  let failed = 0;
  const chosen = checks.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  for (const check of chosen) {
    const outcome = await timed(check, tree);
    show(check, outcome);
    failed += outcome.findings.length > 0 ? 1 : 0;
  }
  console.log(`\n${chosen.length - failed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}
