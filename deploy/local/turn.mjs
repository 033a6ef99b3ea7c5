import { linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { textOf } from './stamp.mjs';

/** Whether a process with this number runs. @param {number} pid */
export function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  if (
    textOf(`/proc/${pid}/stat`)
      ?.replace(/^.*\) /s, '')
      .startsWith('Z')
  )
    return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * Does work that only one process may do at a time; others wait their turn. The file of a process that died does not count.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {(holder: number) => void} [waiting] told once when there is somebody to wait for
 * @returns {Promise<T>}
 */
export async function inTurn(file, work, waiting = () => {}) {
  mkdirSync(dirname(file), { recursive: true });
  for (let told = false; !take(file); told = true) {
    if (!told) waiting(Number(textOf(file)));
    await sleep(200);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** @param {string} file */
function take(file) {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, file);
    return true;
  } catch {
    if (!isAlive(Number(textOf(file)))) rmSync(file, { force: true });
    return false;
  } finally {
    rmSync(own);
  }
}
