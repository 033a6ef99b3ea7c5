import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { run } from './run.mjs';

/** A user of the machine, by numbers. @typedef {{ uid: number, gid: number }} Account */

/** The account `nobody` from the text of a passwd file. @param {string} passwd @returns {Account} */
export function nobodyIn(passwd) {
  const fields =
    passwd
      .split('\n')
      .find((line) => line.startsWith('nobody:'))
      ?.split(':') ?? [];
  return { uid: Number(fields[2] ?? 65534), gid: Number(fields[3] ?? 65534) };
}

/** Whom to run a program as that refuses root: `nobody` when we are root, ourselves otherwise. @returns {Account | undefined} */
export function unprivileged() {
  if (process.getuid?.() !== 0) return undefined;
  return nobodyIn(existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8') : '');
}

/** Whether every account may pass through a folder and all folders above it. @param {string} folder absolute */
export function isOpenToAll(folder) {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(at) && !(statSync(at).mode & 0o001)) return false;
    if (at === dirname(at)) return true;
  }
}

/** Gives a folder and all in it to an account. @param {string} folder @param {Account | undefined} account */
export async function giveTo(folder, account) {
  if (account) await run({ command: 'chown', args: ['-R', `${account.uid}:${account.gid}`, folder] });
}
