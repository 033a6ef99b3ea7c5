import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder, wherever it was cloned to. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Ignored folder for what the launcher fetches and remembers: Node 24, logs, the last test report. */
export const toolsFolder = join(root, '.tools');

/** Where the log of one step is kept. @param {string} step */
export const logFileOf = (step) => join(toolsFolder, 'log', `${step}.log`);
