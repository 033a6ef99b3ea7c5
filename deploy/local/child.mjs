import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname } from 'node:path';
import { Stop } from './stop.mjs';

/**
 * @typedef {object} Program
 * @property {string} command
 * @property {string[]} args
 * @property {NodeJS.ProcessEnv} env
 * @property {string} cwd
 */
/** @type {NodeJS.Signals[]} */
const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** A terminal, npm and a launcher in between each repeat one Ctrl+C: what comes within this time is the same one. */
const sameSignalMs = 700;

/** The number a shell would show for the end of a program. @param {number | null} code @param {NodeJS.Signals | null} signal */
export const exitCodeOf = (code, signal) => code ?? 128 + (signal ? constants.signals[signal] : 0);

/** Decides what a signal means: the first asks, repeats within a moment are echoes, a later one insists. */
export class Insistence {
  /** @type {number | undefined} */
  #asked;

  /** @param {number} now milliseconds @returns {'ask' | 'echo' | 'kill'} */
  heard(now) {
    if (this.#asked === undefined) {
      this.#asked = now;
      return 'ask';
    }
    return now - this.#asked < sameSignalMs ? 'echo' : 'kill';
  }
}

/**
 * Runs a program in this one's place: same input and output, signals passed on, and stopped when npm, who started us, is gone.
 * Answers its exit code. `insist`: a second Ctrl+C kills it; without, the program is a launcher that sees to that itself.
 * `leash`: it gets an IPC channel whose end tells it that the launcher is gone.
 * @param {Program} program
 * @param {{ insist?: boolean, leash?: boolean }} [how]
 * @returns {Promise<number>}
 */
export async function foreground({ command, args, env, cwd }, { insist = false, leash = false } = {}) {
  const child = spawn(command, args, { env, cwd, stdio: leash ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit' });
  const insistence = new Insistence();
  /** @param {NodeJS.Signals} signal */
  const pass = (signal) => {
    const meaning = insist ? insistence.heard(Date.now()) : 'ask';
    if (meaning !== 'echo') child.kill(meaning === 'ask' ? signal : 'SIGKILL');
  };
  const watch = whenAbandoned(() => pass('SIGTERM'));
  for (const signal of passedOn) process.on(signal, pass);
  try {
    return await ended(child);
  } finally {
    clearInterval(watch);
    for (const signal of passedOn) process.off(signal, pass);
  }
}

/** npm that is killed takes nobody with it: notice by the parent that changed. Started by hand, we may outlive the shell. @param {() => void} stop */
function whenAbandoned(stop) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, 500);
  if (process.env['npm_lifecycle_event'] === undefined) clearInterval(watch);
  return watch;
}

/**
 * Runs a program whose output nobody wants to read unless it fails: it goes to a log file.
 * @param {Program & { logFile: string, advice: string }} program `advice` is what a person should do when it fails
 */
export async function logged({ command, args, env, cwd, logFile, advice }) {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'w');
  const child = spawn(command, args, { env, cwd, stdio: ['ignore', log, log] });
  /** @type {NodeJS.Signals | undefined} */
  let stoppedBy;
  /** @param {NodeJS.Signals} signal */
  const pass = (signal) => {
    stoppedBy = signal;
    child.kill(signal);
  };
  for (const signal of passedOn) process.on(signal, pass);
  const code = await ended(child).finally(() => {
    for (const signal of passedOn) process.off(signal, pass);
    closeSync(log);
  });
  if (stoppedBy) throw new Stop('Stopped.', 128 + constants.signals[stoppedBy]);
  if (code !== 0) throw new Stop(`${tailOf(logFile)}\n\n${advice}\nThe whole log: ${logFile}`);
}

/** The last lines of a log, indented. @param {string} file @param {number} [lines] */
export function tailOf(file, lines = 15) {
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(-lines)
    .map((text) => `  ${text}`)
    .join('\n');
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<number>} */
function ended(child) {
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Stop(`Could not run ${child.spawnfile}: ${error.message}`)));
    child.once('exit', (code, signal) => resolve(exitCodeOf(code, signal)));
  });
}
