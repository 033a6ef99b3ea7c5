import { posix } from 'node:path';
import { declarationsOf } from './declarations.mjs';
import { isSource } from './tree.mjs';

const fileForm = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*\.(ts|tsx|mjs)$/;
const vague = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'misc', 'manager', 'base', 'abstract', 'impl']);

/** Files in kebab-case, and no name that says nothing. @param {import('./tree.mjs').Tree} tree @returns {import('./tree.mjs').Outcome} */
export function names(tree) {
  const sources = tree.files.filter(isSource);
  return { findings: sources.flatMap((file) => [...fileFindings(file), ...declaredFindings(file, tree.read(file))]), note: `${sources.length} files` };
}

/** @param {string} file */
function fileFindings(file) {
  const name = posix.basename(file);
  const form = fileForm.test(name) || name.startsWith('.') ? [] : [`${file} names: a file is called noun.role.ts in kebab-case`];
  return [...form, ...vagueIn(file.replace(/\.\w+$/, '').split(/[/.-]/)).map((word) => `${file} names: “${word}” says nothing`)];
}

/** @param {string} file @param {string} text */
function declaredFindings(file, text) {
  return declarationsOf(file, text).flatMap(({ name, kind, line }) => [
    ...vagueIn(wordsOf(name)).map((word) => `${file}:${line} names: “${word}” in ${name} says nothing`),
    ...(kind === 'type' && /^I[A-Z][a-z]/.test(name) ? [`${file}:${line} names: ${name} wears an I-prefix`] : []),
  ]);
}

/** @param {string} name */
const wordsOf = (name) => name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').split(/[ _$]/);

/** @param {readonly string[]} words */
const vagueIn = (words) => words.filter((word) => vague.has(word.toLowerCase()));
