import { rules } from './boundaries.table.mjs';
import { importsOf } from './imports.mjs';
import { isProduct } from './tree.mjs';

/** Imports that cross a boundary, and files that import one another in a circle. @param {import('./tree.mjs').Tree} tree @returns {import('./tree.mjs').Outcome} */
export function boundaries(tree) {
  const imports = importsOf(tree).filter(({ to }) => !to.includes('/gen/') && !to.startsWith('missing:./gen/'));
  const crossed = imports.flatMap((found) =>
    rules.filter((rule) => isCrossed(rule, found)).map((rule) => `${found.from}:${found.line} ${rule.name}: imports ${found.to}; ${rule.says}`),
  );
  return { findings: [...crossed, ...circles(imports)], note: `${imports.length} imports` };
}

/** @param {import('./boundaries.table.mjs').Rule} rule @param {import('./imports.mjs').Import} found */
function isCrossed({ from, to, unless, tests }, found) {
  const caught = from.exec(found.from);
  if (!caught || (!tests && !isProduct(found.from))) return false;
  /** @param {string} pattern */
  const filled = (pattern) => new RegExp(pattern.replace(/\$(\d)/g, (_, group) => caught[Number(group)] ?? ''));
  return filled(to).test(found.to) && !(unless && filled(unless).test(found.to));
}

/** @param {readonly import('./imports.mjs').Import[]} imports types alone make no circle: they are gone when the program runs */
function circles(imports) {
  /** @type {Map<string, string[]>} */
  const next = new Map();
  for (const { from, to, typeOnly } of imports) if (!typeOnly) next.set(from, [...(next.get(from) ?? []), to]);
  /** @type {Set<string>} */
  const settled = new Set();
  /** @type {string[]} */
  const findings = [];
  /** @param {string} file @param {readonly string[]} path */
  const walk = (file, path) => {
    if (path.includes(file)) findings.push(`${file} no-circle: ${[...path.slice(path.indexOf(file)), file].join(' → ')}`);
    if (settled.has(file) || path.includes(file)) return;
    for (const target of next.get(file) ?? []) walk(target, [...path, file]);
    settled.add(file);
  };
  for (const file of next.keys()) walk(file, []);
  return findings;
}
