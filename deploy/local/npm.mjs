/**
 * How to run npm under the Node of this very process: by npm's own script when npm started us, by its name otherwise.
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {{ command: string, args: string[] }}
 */
export function npm(args, env = process.env) {
  const script = env['npm_execpath'];
  const quiet = ['--no-audit', '--no-fund', '--no-progress'];
  return script?.endsWith('.js') ? { command: process.execPath, args: [script, ...args, ...quiet] } : { command: 'npm', args: [...args, ...quiet] };
}
