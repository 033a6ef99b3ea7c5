const rooms = new Set([
  'proto',
  'libs',
  'services',
  'deploy',
  'helm',
  'load-tests',
  'fault-tests',
  'bench',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'README.md',
  'LICENSE',
]);

/** The top level holds the rooms of the design and dot-files. @param {import('./tree.mjs').Tree} tree @returns {import('./tree.mjs').Outcome} */
export function topLevel(tree) {
  const names = [...new Set(tree.files.map((file) => file.split('/')[0] ?? ''))];
  return {
    findings: names
      .filter((name) => !name.startsWith('.') && !rooms.has(name))
      .map((name) => `${name} top-level: has no room here; it belongs into one of ${[...rooms].slice(0, 6).join(', ')}`),
  };
}
