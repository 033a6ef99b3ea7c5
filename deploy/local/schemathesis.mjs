import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../stack/run.mjs';
import { lacking, missingTools } from '../stack/tools.mjs';
import { Unavailable } from '../stack/unavailable.mjs';
import { toolsFolder } from './places.mjs';
import { Stop } from './stop.mjs';

const requirements = join(import.meta.dirname, 'schemathesis.requirements.txt');
const version = '4.32.5';
const home = join(toolsFolder, `schemathesis-${version}`);

/** The program, for `run`. */
export const schemathesis = join(home, 'bin/schemathesis');

/** Installs it into an ignored folder of its own, in the versions that are written down. Throws `Unavailable` where Python or its packages cannot be had. */
export async function installSchemathesis() {
  if (existsSync(schemathesis)) return `${version}`;
  const without = lacking(['python3']);
  if (without.length) throw missingTools('schemathesis', without, undefined);
  rmSync(home, { recursive: true, force: true });
  try {
    await run({ command: 'python3', args: ['-m', 'venv', home] });
    const options = ['--quiet', '--disable-pip-version-check', '--no-deps', '--only-binary=:all:'];
    await run({ command: join(home, 'bin/python'), args: ['-m', 'pip', 'install', ...options, '--requirement', requirements] });
  } catch (thrown) {
    if (existsSync(home)) renameSync(home, `${home}.broken`);
    rmSync(`${home}.broken`, { recursive: true, force: true });
    if (!(thrown instanceof Stop)) throw thrown;
    throw new Unavailable(`schemathesis cannot be installed here: ${thrown.message.split('\n').at(-1)?.trim()}`);
  }
  return `${version} installed`;
}
