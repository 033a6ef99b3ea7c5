import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { root } from '../deploy/local/places.mjs';
import { forMs } from './pace.mjs';

/**
 * One side of a benchmark in a process of its own, so that neither carries what the other loads.
 * @typedef {{ perSecond: number, cpuUs: number }} Turn how fast it went, and the processor's time of this process for each
 * @typedef {object} Side
 * @property {(pace: { width: number, ms: number }) => Promise<Turn>} turn
 * @property {() => Promise<void>} close
 */

const traced = pathToFileURL(join(root, 'libs/telemetry/dist/preload.js')).href;

/** Starts the side that lies beside this file. `instrumented`: as the product is. @param {string} name @param {{ instrumented: boolean }} how @returns {Promise<Side>} */
export async function openSide(name, { instrumented }) {
  const profile = process.env['BENCH_PROFILE'];
  const execArgv = [...(instrumented ? ['--enable-source-maps', '--import', traced] : []), ...(profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [])];
  const child = fork(fileURLToPath(new URL(name, import.meta.url)), { execArgv, env: process.env });
  const ended = once(child, 'exit');
  const word = async () => {
    const [said] = await Promise.race([once(child, 'message'), ended.then(() => Promise.reject(new Error(`${name} ended before it answered`)))]);
    return said;
  };
  await word();
  return {
    turn: (pace) => {
      child.send(pace);
      return word();
    },
    close: async () => {
      child.send('close');
      await ended;
    },
  };
}

/** In the side's own process: does its thing as it is told, until it is told to close. @param {() => Promise<unknown>} once @param {() => Promise<void>} close */
export function takeTurns(once, close) {
  process.on('message', async (/** @type {{ width: number, ms: number } | 'close'} */ order) => {
    if (order === 'close') {
      await close();
      process.exit(0);
    }
    const before = process.cpuUsage();
    const { perSecond, times } = await forMs(order, once);
    const { user, system } = process.cpuUsage(before);
    process.send?.({ perSecond, cpuUs: (user + system) / times.length });
  });
  process.send?.('ready');
}
