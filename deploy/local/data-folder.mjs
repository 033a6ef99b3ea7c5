import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from './places.mjs';
import { textOf } from './stamp.mjs';
import { Stop } from './stop.mjs';
import { isAlive } from './turn.mjs';

/** Lies in every data folder that the launcher made, so that `--reset` never deletes somebody's documents. */
const mark = '.rapport-data';

/** Where the data lives. @param {NodeJS.ProcessEnv} env */
export const dataFolderOf = (env) => resolve(root, env['RAPPORT_DATA'] || '.data');

/**
 * Why a data folder must not be deleted, as a sentence; nothing when it may be.
 * @param {string} folder
 * @param {(pid: number) => boolean} [alive]
 * @returns {string | undefined}
 */
export function reasonToKeep(folder, alive = runsServices) {
  if (!existsSync(folder)) return undefined;
  const holder = holderOf(folder);
  if (holder && alive(holder.pid))
    return `Rapport is running on ${folder} (process ${holder.pid}${holder.url ? `, ${holder.url}` : ''}): stop it first, then start over.`;
  const names = readdirSync(folder);
  if (names.length && !names.includes(mark))
    return `${folder} does not look like a data folder of Rapport: delete it yourself if you mean it, or set RAPPORT_DATA to another folder.`;
  return undefined;
}

/** Deletes the data, or stops with the reason why not. @param {string} folder @param {(pid: number) => boolean} [alive] */
export function resetData(folder, alive = runsServices) {
  const reason = reasonToKeep(folder, alive);
  if (reason) throw new Stop(reason);
  const had = existsSync(folder);
  rmSync(folder, { recursive: true, force: true });
  return had ? `${folder} deleted` : `${folder} was empty already`;
}

/** Makes the folder and marks it as ours. What is wrong with it, the services say better than we could. @param {string} folder */
export function claimDataFolder(folder) {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, mark), 'Data of Rapport; `npm start -- --reset` deletes this folder.\n');
  } catch {
    return;
  }
}

/** After a crash the number may belong to somebody else by now; where the system tells what a process runs, look. @param {number} pid */
function runsServices(pid) {
  const commandLine = textOf(`/proc/${pid}/cmdline`);
  return isAlive(pid) && (commandLine === undefined || commandLine.includes('main.js'));
}

/** @param {string} folder @returns {{ pid: number, url?: string } | undefined} */
function holderOf(folder) {
  try {
    const holder = JSON.parse(textOf(join(folder, 'run.lock')) ?? 'null');
    return typeof holder?.pid === 'number' ? holder : undefined;
  } catch {
    return undefined;
  }
}
