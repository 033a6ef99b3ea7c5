import { isProduct } from './tree.mjs';

const mostLines = 300;

/** No file is longer than 300 lines; functions and parameters are the linter's (50 and 5). @param {import('./tree.mjs').Tree} tree @returns {import('./tree.mjs').Outcome} */
export function sizes(tree) {
  const measured = tree.files.filter(isProduct).map((file) => ({ file, lines: tree.read(file).trimEnd().split('\n').length }));
  const sorted = measured.map(({ lines }) => lines).sort((left, right) => left - right);
  /** @param {number} share */
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    findings: measured
      .filter(({ lines }) => lines > mostLines)
      .map(({ file, lines }) => `${file} sizes: ${lines} lines; more than ${mostLines} are two things`),
    note: `${sorted.length} files: median ${at(0.5)}, p90 ${at(0.9)}, longest ${sorted.at(-1) ?? 0} lines`,
  };
}
