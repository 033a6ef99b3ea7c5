import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../deploy/local/places.mjs';
import { ask } from './asking.mjs';

/**
 * The whole product as a process of its own, as `npm start` runs it, without limits of rate and without the customers that a full demo goes on adding for minutes.
 * @typedef {object} Program
 * @property {string} url
 * @property {string} token
 * @property {number} startedMs how long it took until it was ready
 * @property {() => number} residentBytes
 * @property {(path: string, body: object, agent: import('node:http').Agent) => Promise<{ status: number, text: string }>} post
 * @property {(path: string, agent: import('node:http').Agent) => Promise<{ status: number, text: string }>} get
 * @property {() => Promise<void>} stop
 */

/** @param {import('./stage.mjs').Place} place @returns {Promise<Program>} */
export async function startProgram(place) {
  const ready = join(place.data, 'ready.json');
  mkdirSync(place.data, { recursive: true });
  rmSync(ready, { force: true });
  const log = openSync(join(place.data, 'program.log'), 'a');
  const traced = pathToFileURL(join(root, 'libs/telemetry/dist/preload.js')).href;
  const env = { ...process.env, ...place.env, PORT: '0', RAPPORT_DEMO: 'small', RATE_LIMIT_PER_SECOND: '0', LOG_LEVEL: 'error' };
  const began = performance.now();
  const extra = process.env['BENCH_PROFILE'] ? ['--cpu-prof', `--cpu-prof-dir=${process.env['BENCH_PROFILE']}`] : [];
  const child = spawn(process.execPath, [...extra, '--enable-source-maps', '--import', traced, join(root, 'services/dist/main.js')], {
    env,
    cwd: root,
    stdio: ['ignore', log, log],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  while (!existsSync(ready)) {
    if (child.exitCode !== null) throw new Error(`The product did not start:\n${readFileSync(join(place.data, 'program.log'), 'utf8').slice(-2000)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const startedMs = performance.now() - began;
  const { url, issuer, client } = JSON.parse(readFileSync(ready, 'utf8'));
  const token = await bearer(issuer, client);
  return {
    url,
    token,
    startedMs,
    residentBytes: () => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? Number.NaN) * 1024,
    post: (path, body, agent) => ask(new URL(path, url), { method: 'POST', agent, token, body: JSON.stringify(body) }),
    get: (path, agent) => ask(new URL(path, url), { method: 'GET', agent, token }),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** @param {string} issuer @param {{ id: string, secret: string }} client */
async function bearer(issuer, { id, secret }) {
  const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
  const answer = await fetch(`${issuer}/protocol/openid-connect/token`, {
    method: 'POST',
    headers: { authorization },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  return /** @type {{ access_token: string }} */ (await answer.json()).access_token;
}
