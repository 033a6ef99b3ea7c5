import { spawn } from 'node:child_process';
import { Stop } from '../local/stop.mjs';

/**
 * Runs a program to its end and answers what it wrote; a failure stops with the last lines of that.
 * @param {object} program
 * @param {string} program.command
 * @param {string[]} program.args
 * @param {NodeJS.ProcessEnv} [program.env] added to ours
 * @param {string} [program.cwd]
 * @param {string} [program.input]
 * @param {import('./account.mjs').Account | undefined} [program.account]
 * @returns {Promise<string>}
 */
export function run({ command, args, env = {}, cwd, input = '', account }) {
  const child = spawn(command, args, { env: { ...process.env, ...env }, cwd, ...account });
  let written = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (written += text));
  child.stdin.on('error', () => {}).end(input);
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Stop(`Could not run ${command}: ${error.message}`)));
    child.once('close', (code) => {
      if (code === 0) return resolve(written);
      const last = written
        .trimEnd()
        .split('\n')
        .slice(-15)
        .map((line) => `  ${line}`)
        .join('\n');
      reject(new Stop(`${command} ${args[0] ?? ''} failed:\n${last}`));
    });
  });
}
