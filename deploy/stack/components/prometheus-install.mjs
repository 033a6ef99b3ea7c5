import { readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { textOf } from '../../local/stamp.mjs';
import { debianPackage } from '../fetching.mjs';
import { lacking, missingTools, onLinuxX64 } from '../tools.mjs';
import { Unavailable } from '../unavailable.mjs';
import { versions } from '../versions.mjs';

const release = 'bookworm';

/** Takes the programs out of Debian's package. @type {import('../component.mjs').Component['install']} */
export async function installPrometheus(into, say) {
  onLinuxX64('Prometheus', undefined);
  const without = lacking(['apt-get', 'dpkg-deb']);
  if (without.length) throw missingTools('Prometheus', without, undefined);
  const found = /^VERSION_CODENAME=(.*)$/m.exec(textOf('/etc/os-release') ?? '')?.[1] ?? 'another system';
  if (found !== release)
    throw new Unavailable(`Prometheus is taken from a package of Debian 12 (${release}), and this is ${found}. deploy/compose.yaml has it.`);
  say('fetching 19 MB');
  const work = join(into, 'work');
  const programs = join(await debianPackage(versions.prometheus, work), 'usr/bin');
  for (const name of readdirSync(programs)) renameSync(join(programs, name), join(into, name));
  rmSync(work, { recursive: true });
  return versions.prometheus.version;
}
