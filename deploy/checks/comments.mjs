import { declarationsOf } from './declarations.mjs';
import { isProduct } from './tree.mjs';

/** Every export of a lib says what it is for. @param {import('./tree.mjs').Tree} tree @returns {import('./tree.mjs').Outcome} */
export function comments(tree) {
  const files = tree.files.filter((file) => /^libs\/[^/]+\/src\//.test(file) && isProduct(file));
  const exports = files.flatMap((file) =>
    declarationsOf(file, tree.read(file))
      .filter(({ exported, derived }) => exported && !derived)
      .map((declared) => ({ file, ...declared })),
  );
  const silent = exports.filter(({ documented }) => !documented);
  return {
    findings: silent.map(({ file, line, name }) => `${file}:${line} comments: ${name} is exported and does not say what it is for`),
    note: `${exports.length} exports`,
  };
}
