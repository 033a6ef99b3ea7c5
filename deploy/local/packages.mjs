import { join } from 'node:path';
import { logged } from './child.mjs';
import { npm } from './npm.mjs';
import { logFileOf, root } from './places.mjs';
import { isStale, sha256, textOf, writeStamp } from './stamp.mjs';

/**
 * @typedef {{ version?: string, link?: boolean, optional?: boolean, devOptional?: boolean }} LockedPackage
 * @typedef {{ packages?: Record<string, LockedPackage> }} Lock
 */

/**
 * Whether what npm installed is what the lockfile asks for; optional packages are for other platforms and may be missing.
 * @param {Lock} wanted package-lock.json
 * @param {Lock} installed npm's own record in node_modules
 */
export function isSatisfied(wanted, installed) {
  const here = installed.packages ?? {};
  return Object.entries(wanted.packages ?? {})
    .filter(([place, locked]) => place.includes('node_modules/') && !locked.optional && !locked.devOptional)
    .every(([place, locked]) => here[place] !== undefined && here[place].version === locked.version);
}

/** Installs the packages when the lockfile changed since the last time; answers what was done. @param {import('./steps.mjs').Say} say */
export async function installPackages(say) {
  const lockfile = textOf(join(root, 'package-lock.json')) ?? '{}';
  const installed = textOf(join(root, 'node_modules/.package-lock.json'));
  const stampFile = join(root, 'node_modules/.rapport-stamp');
  const fingerprint = sha256(lockfile);
  if (installed && !isStale(textOf(stampFile), fingerprint)) return 'up to date';
  if (installed && isSatisfied(JSON.parse(lockfile), JSON.parse(installed))) {
    writeStamp(stampFile, fingerprint);
    return 'up to date';
  }
  say('npm install, about a minute the first time');
  await install();
  writeStamp(stampFile, fingerprint);
  return 'installed';
}

/**
 * Not `npm ci`: it refuses a lockfile that lacks optional packages of other platforms, as one written against a partial mirror does, and it
 * deletes everything first. With `--no-save` the locked versions are installed all the same, and the lockfile stays as it is.
 */
function install() {
  return logged({
    ...npm(['install', '--no-save']),
    // Its install script fetches what is for graphics cards alone, from where no registry is; the second name is that of later versions.
    env: { ...process.env, ONNXRUNTIME_NODE_INSTALL_CUDA: 'skip', ONNXRUNTIME_NODE_INSTALL: 'skip' },
    cwd: root,
    logFile: logFileOf('packages'),
    advice: 'npm could not install the packages. Check that this machine reaches the npm registry and has about 1 GB free, and try again.',
  });
}
