import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { root } from '../local/places.mjs';
import { isOpenToAll, unprivileged } from './account.mjs';

/** What the stack remembers: ports, passwords, processes. */
export const stateFile = join(root, '.stack/state.json');

/**
 * Folder of programs, data and logs: `.stack` in the repository. When we are root and the repository is not open to other accounts (a
 * home folder, a private temporary one), programs that refuse root could not reach it, so it is a folder of this repository's own elsewhere.
 */
export const home =
  unprivileged() && !isOpenToAll(root)
    ? join('/var/tmp', `rapport-stack-${createHash('sha256').update(root).digest('hex').slice(0, 12)}`)
    : join(root, '.stack');

/** @param {{ name: string, version: string, programsOf?: string }} component */
export const programsOf = ({ name, version, programsOf: lender = name }) => join(home, 'cache', `${lender}-${version}`);

/** @param {{ name: string }} component */
export const dataOf = ({ name }) => join(home, 'data', name);

/** @param {string} process */
export const logOf = (process) => join(home, 'log', `${process}.log`);
