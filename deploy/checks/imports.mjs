import { parseSync } from 'oxc-parser';
import { posix } from 'node:path';
import { isSource, lineAt } from './tree.mjs';

/**
 * One import: from a file, to a file of the tree (`libs/kernel/src/index.ts`), a package (`npm:pg`) or Node (`node:fs`).
 * @typedef {{ from: string, to: string, line: number, typeOnly: boolean }} Import
 */

/** Every import of every source file; one that leads nowhere has `missing:` before its name. @param {import('./tree.mjs').Tree} tree @returns {Import[]} */
export function importsOf(tree) {
  const known = new Set(tree.files);
  return tree.files.filter(isSource).flatMap((from) => {
    const text = tree.read(from);
    return specifiersOf(from, text).map(({ name, start, typeOnly }) => ({ from, to: targetOf(from, name, known), line: lineAt(text, start), typeOnly }));
  });
}

/** @param {string} file @param {string} text */
function specifiersOf(file, text) {
  const { module, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const imported = module.staticImports.map(({ moduleRequest, entries }) => ({
    name: moduleRequest.value,
    start: moduleRequest.start,
    typeOnly: entries.length > 0 && entries.every((entry) => entry.isType),
  }));
  const exported = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType }) => (moduleRequest ? [{ name: moduleRequest.value, start: moduleRequest.start, typeOnly: isType }] : [])),
  );
  const dynamic = module.dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
    const name = /^(['"`])([^$]*)\1$/.exec(text.slice(start, end))?.[2];
    return name ? [{ name, start, typeOnly: false }] : [];
  });
  return [...imported, ...exported, ...dynamic];
}

/** @param {string} from @param {string} name @param {ReadonlySet<string>} known */
function targetOf(from, name, known) {
  if (name.startsWith('node:')) return name;
  if (name.startsWith('.')) return fileOf(posix.join(posix.dirname(from), name), known) ?? `missing:${name}`;
  const [, house, door = 'index'] = /^@rapport\/([^/]+)(?:\/(.+))?$/.exec(name) ?? [];
  if (!house) return `npm:${name.startsWith('@') ? name.split('/').slice(0, 2).join('/') : name.split('/')[0]}`;
  return (
    ['libs', 'services'].flatMap((room) => [`${room}/${house}/src/${door}.ts`, `${room}/${house}/src/${door}/index.ts`]).find((file) => known.has(file)) ??
    `missing:${name}`
  );
}

/** @param {string} path @param {ReadonlySet<string>} known */
function fileOf(path, known) {
  return [path, path.replace(/\.js$/, '.ts'), path.replace(/\.js$/, '.tsx')].find((file) => known.has(file));
}
