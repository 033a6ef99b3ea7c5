import { Stop } from './stop.mjs';

export const startHelp = `Rapport: everything in one process, on embedded defaults.

  npm start                 install, build and run
  npm start -- --reset      delete the data first and start over
  npm start -- --help       this text

Settings are environment variables, for example
  PORT=8080 RAPPORT_DATA=./second npm start

Ctrl+C stops it; a second Ctrl+C stops it at once.
`;

/**
 * @param {readonly string[]} args
 * @returns {{ help: boolean, reset: boolean }}
 */
export function startFlags(args) {
  const unknown = args.find((arg) => !['--reset', '--help', '-h'].includes(arg));
  if (unknown !== undefined) throw new Stop(`npm start does not know "${unknown}"; npm start -- --help shows what it knows.`, 2);
  return { help: args.includes('--help') || args.includes('-h'), reset: args.includes('--reset') };
}
