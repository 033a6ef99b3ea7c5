import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { textOf } from '../local/stamp.mjs';
import { Stop } from '../local/stop.mjs';
import { isAlive } from '../local/turn.mjs';

/** A process that we started; `born` tells it from a later one with the same number. @typedef {{ name: string, pid: number, born: string }} Started */

/** When a process began, in the kernel's ticks, from the text of its stat file; a zombie has none. @param {string | undefined} stat */
export function bornFrom(stat) {
  const fields = stat?.replace(/^.*\) /s, '').split(' ') ?? [];
  return fields[0] === 'Z' ? '' : (fields[19] ?? '');
}

/** @param {number} pid */
const bornOf = (pid) => bornFrom(textOf(`/proc/${pid}/stat`));

/** @param {Started} started */
export const isRunning = ({ pid, born }) => isAlive(pid) && bornOf(pid) === born;

/**
 * Starts a process that outlives us and writes to a log; the log of the time before is kept beside it.
 * @param {import('./component.mjs').Launch} launch
 * @param {{ cwd: string, log: string, account: import('./account.mjs').Account | undefined }} where
 * @returns {Promise<Started>}
 */
export async function start({ name, command, args, env }, { cwd, log, account }) {
  mkdirSync(dirname(log), { recursive: true });
  if (existsSync(log)) renameSync(log, `${log}.before`);
  const output = openSync(log, 'w', 0o600);
  const child = spawn(command, args, { env: { ...process.env, ...env }, cwd, detached: true, stdio: ['ignore', output, output], ...account });
  try {
    await once(child, 'spawn');
  } catch (error) {
    throw new Stop(`Could not run ${command}: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    closeSync(output);
  }
  child.unref();
  const pid = Number(child.pid);
  return { name, pid, born: bornOf(pid) };
}

/**
 * Ends a process: asks, waits, and kills it when it does not go. Only the very process that we started.
 * @param {Started} started
 * @param {NodeJS.Signals} signal
 * @param {number} [patienceMs]
 */
export async function stop(started, signal, patienceMs = 30_000) {
  if (!isRunning(started)) return;
  process.kill(started.pid, signal);
  if (await until(() => !isRunning(started), patienceMs)) return;
  process.kill(started.pid, 'SIGKILL');
  await until(() => !isRunning(started), 5_000);
}

/**
 * Asks again and again until it is so; false when the time is over.
 * @param {() => boolean | Promise<boolean>} isSo
 * @param {number} withinMs
 */
export async function until(isSo, withinMs) {
  const end = Date.now() + withinMs;
  while (!(await isSo())) {
    if (Date.now() > end) return false;
    await sleep(100);
  }
  return true;
}
