import { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from './places.mjs';
import { textOf } from './stamp.mjs';
import { Stop } from './stop.mjs';
import { isAlive } from './turn.mjs';

/** Lies in every data folder that the launcher made, so that `--reset` never deletes somebody's documents. */
const mark = '.rapport-data';

/** The ledger of erasures, as the settings have it where nothing else is said. */
const ledger = 'erasures.log';

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
  if (holder && alive(holder.pid)) return `Rapport is running on ${folder} (process ${holder.pid}${holder.url ? `, ${holder.url}` : ''}): stop it first.`;
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

/**
 * Copies the data of an installation that is stopped; a running one writes while we read. Answers what was done.
 * @param {string} folder @param {string} to must not be there yet @param {(pid: number) => boolean} [alive]
 */
export function copyData(folder, to, alive = runsServices) {
  const reason = isData(folder) ? reasonToKeep(folder, alive) : `There is no data of Rapport in ${folder}; set RAPPORT_DATA to the folder you mean.`;
  if (reason) throw new Stop(reason);
  if (existsSync(to)) throw new Stop(`${to} is there already: name a folder that is not, so that no older copy is mixed into it.`);
  copyWhole(folder, to);
  return `${folder} is copied to ${to}; it holds the keys too, so keep it where only you can read it`;
}

/**
 * Puts a copy in the data's place and keeps what was there beside it. Erasures noted in either stay noted, so that the next start carries out those that the copy
 * does not know. Answers what was done.
 * @param {string} folder @param {string} from @param {(pid: number) => boolean} [alive]
 */
export function putDataBack(folder, from, alive = runsServices) {
  const reason = isData(from) ? reasonToKeep(folder, alive) : `${from} is no copy of a data folder of Rapport.`;
  if (reason) throw new Stop(reason);
  const noted = textOf(join(folder, ledger)) ?? '';
  const fresh = `${folder}.put-back`;
  rmSync(fresh, { recursive: true, force: true });
  copyWhole(from, fresh);
  if (noted) appendFileSync(join(fresh, ledger), `\n${noted}`, { mode: 0o600 });
  const aside = `${folder}.before-${new Date().toISOString().replaceAll(':', '-')}`;
  if (existsSync(folder)) renameSync(folder, aside);
  renameSync(fresh, folder);
  return `${from} is in ${folder} now; what was there is ${aside}, delete it when all is well`;
}

/** @param {string} folder */
const isData = (folder) => existsSync(join(folder, mark));

/** All but what belongs to a running process. @param {string} from @param {string} to */
function copyWhole(from, to) {
  cpSync(from, to, { recursive: true, preserveTimestamps: true, filter: (file) => !/(\.lock|ready\.json|\/socket)$/.test(file) });
}

/** Made by every start in a data folder, with or without the launcher. */
const made = 'control';

/** Makes the folder and marks it as ours; stops at one that holds other things, or `--reset` would delete them. What else is wrong with it, the services say better than we could. @param {string} folder */
export function claimDataFolder(folder) {
  const names = namesIn(folder);
  if (names.some((name) => !name.startsWith('.') && name !== 'lost+found') && !names.includes(mark) && !names.includes(made))
    throw new Stop(`${folder} holds other things than data of Rapport: set RAPPORT_DATA to a folder that is empty or not there yet.`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, mark), 'Data of Rapport; `npm start -- --reset` deletes this folder.\n');
  } catch {
    return;
  }
}

/** @param {string} folder @returns {string[]} */
function namesIn(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
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
