import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tailOf } from '../local/child.mjs';
import { textOf } from '../local/stamp.mjs';
import { Stop } from '../local/stop.mjs';
import { giveTo, unprivileged } from './account.mjs';
import { components } from './components.mjs';
import { dataOf, logOf, programsOf, stateFile } from './home.mjs';
import { choosePorts } from './ports.mjs';
import { isRunning, start, stop, until } from './processes.mjs';
import { readState, remembered, writeState } from './state.mjs';

/**
 * @typedef {import('./component.mjs').Component} Component
 * @typedef {import('./component.mjs').Place} Place
 * @typedef {import('./state.mjs').Remembered} Remembered
 */

/** @param {Component} component */
export const memoryOf = ({ name }) => remembered(readState(stateFile), name);

/** @param {Component} component @param {Partial<Remembered>} change */
function remember(component, change) {
  const state = readState(stateFile);
  writeState(stateFile, { ...state, [component.name]: { ...remembered(state, component.name), ...change } });
}

/** @param {Component} component @returns {Place} */
export function placeOf(component) {
  const { ports, secrets } = memoryOf(component);
  const account = component.refusesRoot ? unprivileged() : undefined;
  return { programs: programsOf(component), data: dataOf(component), ports, secrets, account, of: placeNamed };
}

/** @param {string} name @returns {Place} */
function placeNamed(name) {
  const component = components.find((one) => one.name === name);
  if (!component) throw new Error(`there is no component ${name}`);
  return placeOf(component);
}

/**
 * How a component is: `died` when a process that we started is gone and nobody asked it to go.
 * @param {Component} component
 * @returns {Promise<'up' | 'down' | 'died' | 'not answering'>}
 */
export async function conditionOf(component) {
  const { processes } = memoryOf(component);
  if (!processes.length) return 'down';
  if (!processes.every(isRunning)) return 'died';
  return (await component.isHealthy(placeOf(component))) ? 'up' : 'not answering';
}

/** Brings a component up, whatever it was before; answers a note. @param {Component} component @param {import('./component.mjs').Say} say */
export async function bringUp(component, say) {
  const condition = await conditionOf(component);
  if (condition === 'up') return `up already, ${addressOf(component)}`;
  if (condition === 'not answering') {
    say('waiting for it to answer');
    await awaitHealth(component);
    return `up, ${addressOf(component)}`;
  }
  await stopProcesses(component);
  const version = await install(component, say);
  await startProcesses(component, say);
  return `${version} ${condition === 'died' ? 'had died and is up again' : 'up'}, ${addressOf(component)}`;
}

/** @param {Component} component @param {boolean} wipe also deletes its data */
export async function bringDown(component, wipe) {
  const had = memoryOf(component).processes.some(isRunning);
  await stopProcesses(component);
  if (wipe) {
    rmSync(dataOf(component), { recursive: true, force: true });
    remember(component, { secrets: {} });
  }
  return [had ? 'stopped' : 'was not running', wipe ? 'data deleted' : ''].filter(Boolean).join(', ');
}

/** Where it listens and as which process. @param {Component} component */
export function addressOf(component) {
  const { ports, processes } = memoryOf(component);
  const listening = Object.entries(ports).map(([name, port]) => `${name} 127.0.0.1:${port}`);
  return [...listening, ...processes.map(({ pid }) => `pid ${pid}`)].join(', ');
}

/** The last lines of its logs. @param {Component} component */
export function logTails(component) {
  const files = memoryOf(component)
    .processes.map(({ name }) => logOf(name))
    .filter((file) => existsSync(file));
  return files.map((file) => `${tailOf(file)}\n  (${file})`).join('\n');
}

/** Fetches or builds a component's programs, when they are not there. @param {Component} component @param {import('./component.mjs').Say} say @returns {Promise<string>} the version */
export async function install(component, say) {
  const { programs, account } = placeOf(component);
  const note = join(programs, 'installed-version');
  const before = textOf(note);
  if (before) return before.trim();
  const fresh = `${programs}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true, mode: 0o755 });
  const version = await component.install(fresh, say, account);
  writeFileSync(join(fresh, 'installed-version'), `${version}\n`);
  await giveTo(fresh, account);
  rmSync(programs, { recursive: true, force: true });
  renameSync(fresh, programs);
  return version;
}

/** @param {Component} component @param {import('./component.mjs').Say} say */
async function startProcesses(component, say) {
  const known = memoryOf(component);
  const secrets = Object.fromEntries(component.secrets.map((name) => [name, known.secrets[name] ?? randomBytes(18).toString('hex')]));
  remember(component, { ports: await choosePorts(component.ports, known.ports), secrets, processes: [] });
  const place = placeOf(component);
  say('starting');
  await component.prepare(place);
  for (const launch of component.launches(place)) {
    const started = await start(launch, { cwd: place.data, log: logOf(launch.name), account: place.account });
    remember(component, { processes: [...memoryOf(component).processes, started] });
  }
  await awaitHealth(component);
}

/** Healthy and alive, or a Stop that shows the log. @param {Component} component */
async function awaitHealth(component) {
  const place = placeOf(component);
  const { processes } = memoryOf(component);
  const gone = () => processes.find((started) => !isRunning(started));
  await until(async () => gone() !== undefined || (await component.isHealthy(place)), component.readyWithinMs);
  const dead = gone();
  if (!dead && (await component.isHealthy(place))) return;
  const what = dead
    ? `${component.name} died while it started (pid ${dead.pid})`
    : `${component.name} does not answer after ${component.readyWithinMs / 1000} s`;
  const tails = logTails(component);
  await stopProcesses(component);
  throw new Stop(`${what}:\n${tails}`);
}

/** @param {Component} component */
async function stopProcesses(component) {
  for (const started of memoryOf(component).processes.toReversed()) await stop(started, component.stopSignal);
  remember(component, { processes: [] });
}
