import { readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { textOf } from '../../local/stamp.mjs';
import { debianPackage } from '../fetching.mjs';
import { lacking, missingTools, onLinuxX64 } from '../tools.mjs';
import { Unavailable } from '../unavailable.mjs';

/**
 * Takes the programs out of a package of Debian 12.
 * @param {string} what as people call it
 * @param {{ version: string, package: string, sha256: string }} pin
 * @returns {import('../component.mjs').Component['install']}
 */
export const fromDebian = (what, pin) => async (into, say) => {
  onLinuxX64(what, undefined);
  const without = lacking(['apt-get', 'dpkg-deb']);
  if (without.length) throw missingTools(what, without, undefined);
  const release = /^VERSION_CODENAME=(.*)$/m.exec(textOf('/etc/os-release') ?? '')?.[1];
  if (release !== 'bookworm')
    throw new Unavailable(`${what} is taken from a package of Debian 12 (bookworm), and this is ${release ?? 'another system'}. It can be had from deploy/compose.yaml.`);
  say('fetching up to 20 MB');
  const work = join(into, 'work');
  const unpacked = join(await debianPackage(pin, work), 'usr/bin');
  for (const name of readdirSync(unpacked)) renameSync(join(unpacked, name), join(into, name));
  rmSync(work, { recursive: true });
  return pin.version;
};
