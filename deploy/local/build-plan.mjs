import { dirname, join, relative, sep } from 'node:path';

/**
 * One folder of TypeScript and where its JavaScript goes.
 * @typedef {{ from: string, to: string, files: readonly string[] }} Unit absolute paths
 * @typedef {{ how: 'compile' | 'copy', from: string, to: string }} Output
 */
const isSpec = /\.spec\.ts$/;
const isTypeScript = /(?<!\.d)\.ts$/;
const isDeclaration = /\.d\.ts$/;

/**
 * What each source becomes: TypeScript is compiled, other files are copied along, specs and declarations are left out.
 * @param {Unit} unit
 * @returns {Output[]}
 */
export function outputsOf({ from, to, files }) {
  return files
    .filter((file) => !isSpec.test(file) && !isDeclaration.test(file))
    .map((file) => {
      const target = join(to, relative(from, file));
      return isTypeScript.test(file) ? { how: 'compile', from: file, to: target.replace(isTypeScript, '.js') } : { how: 'copy', from: file, to: target };
    });
}

/** How a source map in `to` names the source it came from. @param {Output} output */
export const sourceNameOf = ({ from, to }) => relative(dirname(to), from).split(sep).join('/');
