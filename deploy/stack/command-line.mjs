import { Stop } from '../local/stop.mjs';

const verbs = /** @type {const} */ (['up', 'down', 'status', 'env']);

/** `names` is empty when nobody was named. @typedef {{ verb: typeof verbs[number] | 'help', names: string[], wipe: boolean }} Command */

/** @param {readonly string[]} known @param {readonly string[]} [byNameOnly] those that only their name brings up */
export const stackHelp = (known, byNameOnly = []) => `The real components on this machine, on loopback only, in the ignored folder .stack.

  npm run stack -- up [component…]      install where needed, start, wait until healthy, print the settings
  npm run stack -- down [component…]    stop; --wipe deletes their data too
  npm run stack -- status [component…]  what runs, what died; exit code 0 when all are up
  npm run stack -- env [component…]     the settings of what runs

Components: ${known.join(', ')}; without a name, all of them${byNameOnly.length ? ` but ${byNameOnly.join(', ')}` : ''}.
Exit codes: 0 done, 1 failed, 2 not understood, 3 not available on this machine.
`;

/**
 * @param {readonly string[]} args
 * @param {readonly string[]} known names of components
 * @returns {Command}
 */
export function parseCommand(args, known) {
  const [first = 'help', ...rest] = args;
  if (['help', '--help', '-h'].includes(first)) return { verb: 'help', names: [], wipe: false };
  const verb = verbs.find((one) => one === first);
  if (!verb) throw new Stop(`stack does not know "${first}"; it knows ${verbs.join(', ')}.`, 2);
  const unknown = rest.find((arg) => !known.includes(arg) && !(arg === '--wipe' && verb === 'down'));
  if (unknown !== undefined) throw new Stop(`stack ${verb} does not know "${unknown}"; the components are ${known.join(', ')}.`, 2);
  const names = rest.filter((arg) => arg !== '--wipe');
  return { verb, names: [...new Set(names)], wipe: rest.includes('--wipe') };
}

/** Settings as lines that a shell can evaluate and `env` accepts. @param {Record<string, string>} settings */
export const envLines = (settings) =>
  Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
