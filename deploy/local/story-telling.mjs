import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { callerAt } from '../../libs/testing/src/installation/asking.fixture.js';
import { signIn } from '../../libs/testing/src/installation/signing-in.fixture.js';
import { dataFolderOf } from './data-folder.mjs';

/** @typedef {import('../../libs/testing/src/installation/asking.fixture.js').Caller} Caller */
/** @typedef {Record<string, any>} Body */

const { url } = JSON.parse(readFileSync(join(dataFolderOf(process.env), 'ready.json'), 'utf8'));

/** A demo person, signed in. @param {string} username */
export const person = (username) => signIn(url, username);

/** Somebody of whom nothing is known. */
export const stranger = callerAt(url, () => ({}));

/** A line about what came out. @param {string} text */
export const tell = (text) => process.stdout.write(`   ${text.replaceAll('\n', '\n   ')}\n`);

let number = 0;

/** One step of the story, under its number. @template T @param {string} title @param {() => Promise<T>} work @returns {Promise<T>} */
export function step(title, work) {
  number += 1;
  process.stdout.write(`\n${number}. ${title}\n`);
  return work();
}

/** The answer's body; whatever is not done ends the story. @param {Caller} who @param {string} method @param {string} path @param {unknown} [body] @returns {Promise<Body>} */
export async function ask(who, method, path, body) {
  const { status, json, text } = await who.ask(method, path, body === undefined ? {} : { body });
  if (status >= 300) throw new Error(`${method} ${path} answered ${status}: ${text.slice(0, 500)}`);
  return json;
}

/** What `look` finds at last. @template T @param {string} what @param {() => Promise<T | undefined | false>} look @param {number} [seconds] @returns {Promise<T>} */
export async function waitFor(what, look, seconds = 90) {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > until) throw new Error(`It took longer than ${seconds} seconds until ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** Ends the story where something did not come as it must. @param {unknown} holds @param {string} what */
export function must(holds, what) {
  if (!holds) throw new Error(what);
}
