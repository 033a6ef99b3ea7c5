import { spawn } from 'node:child_process';
import { join } from 'node:path';

/**
 * Runs a program; what it printed are the findings, unless it ended well.
 * @param {string} root
 * @param {readonly string[]} command a program of node_modules/.bin, or `node`, and its arguments
 * @param {(line: string) => boolean} [isFinding] which of its lines matter
 * @returns {Promise<import('./tree.mjs').Outcome>}
 */
export function tool(root, [program = '', ...args], isFinding = (line) => line.trim() !== '') {
  const path = program === 'node' ? process.execPath : join(root, 'node_modules/.bin', program);
  return new Promise((resolve, reject) => {
    const child = spawn(path, args, { cwd: root, env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' } });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
    child.once('error', (error) => reject(new Error(`${program} did not start: ${error.message}`)));
    child.once('close', (code) => resolve({ findings: code === 0 ? [] : findingsIn(printed, isFinding, `${program} ended with ${code}`) }));
  });
}

/** @param {string} printed @param {(line: string) => boolean} isFinding @param {string} otherwise */
function findingsIn(printed, isFinding, otherwise) {
  const lines = printed.split('\n').filter((line) => line.trim() !== '');
  const found = lines.filter(isFinding);
  return found.length > 0 ? found : [...lines.slice(-20), otherwise];
}
