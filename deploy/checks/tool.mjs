import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** A tool that takes longer has lost its way, and would take the machine with it. */
const longestMs = 120_000;

/**
 * Runs a program; what it printed are the findings, unless it ended well. It and all that it started end after two minutes, or with `tree.toolMs`.
 * @param {import('./tree.mjs').Tree} tree
 * @param {readonly string[]} command a program of node_modules/.bin, or `node`, and its arguments
 * @param {(line: string) => boolean} [isFinding] which of its lines matter
 * @returns {Promise<import('./tree.mjs').Outcome>}
 */
export function tool({ root, toolMs = longestMs }, [program = '', ...args], isFinding = () => true) {
  const path = program === 'node' ? process.execPath : join(root, 'node_modules/.bin', program);
  return new Promise((resolve, reject) => {
    const child = spawn(path, args, { cwd: root, env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const end = () => child.pid !== undefined && stopGroup(child.pid);
    const timer = setTimeout(end, toolMs);
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'exit'])) process.once(signal, end);
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
    child.once('error', (error) => reject(new Error(`${program} did not start: ${error.message}`)));
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      for (const name of ['SIGINT', 'SIGTERM', 'exit']) process.off(name, end);
      resolve({
        findings: code === 0 ? [] : findingsIn(printed, isFinding, signal ? `${program} was stopped after ${toolMs} ms` : `${program} ended with ${code}`),
      });
    });
  });
}

/** @param {number} leader */
function stopGroup(leader) {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // It ended in the meantime.
  }
}

/** @param {string} printed @param {(line: string) => boolean} isFinding @param {string} otherwise */
function findingsIn(printed, isFinding, otherwise) {
  const lines = printed.split('\n').filter((line) => line.trim() !== '');
  const found = lines.filter(isFinding);
  return found.length > 0 ? found : [...lines.slice(-20), otherwise];
}
