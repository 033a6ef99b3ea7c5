import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { callerAt } from '../../libs/testing/src/installation/asking.fixture.js';
import { signIn } from '../../libs/testing/src/installation/signing-in.fixture.js';
import { dataFolderOf } from './data-folder.mjs';

/** @typedef {import('../../libs/testing/src/installation/asking.fixture.js').Caller} Caller */
/** @typedef {Record<string, any>} Body */

const { url } = JSON.parse(readFileSync(join(dataFolderOf(process.env), 'ready.json'), 'utf8'));

/** How long somebody goes on asking where nobody answers, as while a service that was killed comes back. */
const patienceMs = 120_000;
/** Answers that say: not now. Whatever else is answered is an answer. */
const notNow = [429, 502, 503, 504];

let askedAgain = 0;
/** Whether nobody had to be asked again so far, as where no service died. */
export const wasAlwaysAnswered = () => askedAgain === 0;

/** A demo person, signed in. @param {string} username */
export const person = (username) =>
  patiently(
    `${username} signs in`,
    () => signIn(url, username),
    () => '',
  );

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
  const kind = body instanceof Uint8Array ? { 'content-type': 'application/octet-stream' } : {};
  const headers = { ...kind, ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID() }) };
  const asking = { headers, ...(body === undefined ? {} : { body }) };
  const { status, json, text } = await patiently(
    `${method} ${path}`,
    () => who.ask(method, path, asking),
    ({ status: code, json: said }) => {
      const reason = String(said['reason'] ?? '');
      // KEY_IN_FLIGHT: an earlier attempt is still being carried out.
      return notNow.includes(code) || reason === 'KEY_IN_FLIGHT' ? `${code} ${reason}` : '';
    },
  );
  if (status >= 300) throw new Error(`${method} ${path} answered ${status}: ${text.slice(0, 500)}`);
  return json;
}

/**
 * What an attempt gave that somebody answered. Where nobody did it is made again, the very same: a write keeps its key, so that it happens once.
 * @template T @param {string} what @param {() => Promise<T>} attempt @param {(answer: T) => string} troubleIn @returns {Promise<T>}
 */
async function patiently(what, attempt, troubleIn) {
  const until = Date.now() + patienceMs;
  for (;;) {
    const { answer, trouble } = await attempt().then(
      (given) => ({ answer: given, trouble: troubleIn(given) }),
      (thrown) => ({ answer: undefined, trouble: connectionTrouble(thrown) }),
    );
    if (answer !== undefined && !trouble) return answer;
    if (Date.now() > until) throw new Error(`${what} was not answered for ${patienceMs / 1000} seconds: ${trouble}`);
    askedAgain += 1;
    tell(`asked again: ${what}, ${trouble}`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

/** Why there is no connection; anything else is no trouble of the way. @param {unknown} thrown */
function connectionTrouble(thrown) {
  if (!(thrown instanceof TypeError)) throw thrown;
  return String(/** @type {{ code?: string }} */ (thrown.cause ?? {}).code ?? thrown.message);
}

/** What `look` finds at last. @template T @param {string} what @param {() => Promise<T | undefined | false>} look @param {number} [seconds] @returns {Promise<T>} */
export async function waitFor(what, look, seconds = 180) {
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
