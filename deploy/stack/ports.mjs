import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below what systems give to outgoing connections, so that a remembered port is still free tomorrow. */
const range = { from: 21_000, to: 29_000 };

/** @param {number} port @returns {Promise<boolean>} */
export function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer()
      .once('error', () => resolve(false))
      .listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/**
 * A free port for every name: the remembered one while nobody else has it.
 * @param {readonly string[]} names
 * @param {Record<string, number>} known
 * @returns {Promise<Record<string, number>>}
 */
export async function choosePorts(names, known) {
  /** @type {Record<string, number>} */
  const chosen = {};
  for (const name of names) {
    let port = known[name] ?? randomInt(range.from, range.to);
    while (Object.values(chosen).includes(port) || !(await isFree(port))) port = randomInt(range.from, range.to);
    chosen[name] = port;
  }
  return chosen;
}
