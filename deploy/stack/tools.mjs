import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Unavailable } from './unavailable.mjs';

/** What the stack borrows from the machine, and how a machine gets it. */
const ways = {
  'apt-get': 'use Debian 12, or a Prometheus of your own with deploy/prometheus/',
  'dpkg-deb': 'install dpkg',
  go: 'install Go 1.26 or newer',
  java: 'install Java 17 or newer (Debian: apt-get install default-jre-headless)',
  mvn: 'install Maven and a JDK (Debian: apt-get install maven)',
  npm: 'install Node with its npm',
  pip: 'give Python 3 its pip (Debian: apt-get install python3-pip)',
  python3: 'install Python 3 with pip (Debian: apt-get install python3-pip)',
  tar: 'install tar',
  xz: 'install xz (Debian: apt-get install xz-utils)',
};

/** @typedef {keyof typeof ways} Tool */

/** Whether a program of this name is on PATH. @param {string} name @param {string} [path] */
export function isOnPath(name, path = process.env['PATH'] ?? '') {
  return path.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Which of these tools the machine lacks. @param {readonly Tool[]} tools @param {string} [path] */
export const lacking = (tools, path) => tools.filter((tool) => !isOnPath(tool, path));

/**
 * Why a component cannot be had, and what to do about it.
 * @param {string} what
 * @param {readonly Tool[]} tools that are lacking
 * @param {string | undefined} instead the setting that names a server of one's own, when there is one
 */
export function missingTools(what, tools, instead) {
  return new Unavailable(
    `${what} is not available here: no ${tools.join(', ')} found. To get it, ${tools.map((tool) => ways[tool]).join('; ')}. Or ${around(instead)}.`,
  );
}

/** Stops when the programs that are fetched ready-made are for another kind of machine. @param {string} what @param {string | undefined} instead */
export function onLinuxX64(what, instead) {
  if (process.platform === 'linux' && process.arch === 'x64') return;
  throw new Unavailable(`${what} is fetched for Linux on x64 only, and this is ${process.platform} on ${process.arch}. It can be had: ${around(instead)}.`);
}

/** What to do instead of running it here. @param {string | undefined} setting */
const around = (setting) => (setting ? `set ${setting} to a server you have` : 'take it from deploy/compose.yaml');
