import { existsSync, readFileSync } from 'node:fs';
import { languageOf, sureEnough } from '../src/domain/intent/message-class.js';
import { Softmax } from '../src/domain/intent/softmax.js';
import { supportMessages } from '../src/domain/intent/support-messages.js';
import { dice } from './dice.mjs';
import { round } from './word-errors.mjs';

/** @typedef {import('../src/domain/intent/softmax.js').Labelled} Labelled */

const folders = ['../../../../shared/data/intents/', '../../../../../shared/data/intents/'];

/**
 * How often the intent of a message is found: on texts of other trades that no classifier learns from, on those that ours learns from (each asked of one that never saw
 * it: the set that it was worked on with), and on a public set of bank customers' questions.
 */
export async function measure() {
  /** @type {Labelled[]} */
  const heldOut = JSON.parse(readFileSync(new URL('./intents/held-out.json', import.meta.url), 'utf8'));
  const asked = hits(supportMessages, heldOut);
  const crossed = [0, 1, 2, 3, 4].flatMap((fold) =>
    hits(
      supportMessages.filter((_, at) => at % 5 !== fold),
      supportMessages.filter((_, at) => at % 5 === fold),
    ),
  );
  const rows = ['ru', 'en'].flatMap((language) => {
    const hitsOf = (/** @type {typeof asked} */ of) => of.filter(({ text }) => languageOf(text) === language).map(({ hit }) => hit);
    return [row(`intent-support-${language}`, hitsOf(asked), 0.6), row(`intent-support-crossed-${language}`, hitsOf(crossed), 0.6)];
  });
  const sure = asked.filter(({ confidence }) => confidence >= sureEnough);
  rows.push(
    row(
      'intent-support-when-sure',
      sure.map(({ hit }) => hit),
      0.75,
    ),
    row(
      'intent-support-is-sure',
      asked.map(({ confidence }) => confidence >= sureEnough),
      0.35,
    ),
  );
  const languages = supportMessages.map(({ text }) => languageOf(text) === (/[а-я]/i.test(text) ? 'ru' : 'en'));
  rows.push(row('intent-language', languages, 0.99));
  const folder = folders.map((path) => new URL(path, import.meta.url)).find((path) => existsSync(path));
  if (folder)
    rows.push(
      row(
        'intent-banking77',
        hits(read(folder, 'train'), read(folder, 'test')).map(({ hit }) => hit),
        0.89,
      ),
    );
  return rows;
}

/** @param {readonly Labelled[]} learnt @param {readonly Labelled[]} asked */
function hits(learnt, asked) {
  const model = Softmax.train(learnt);
  return asked.map(({ text, label }) => {
    const found = model.classify(text);
    return { text, hit: found.label === label, confidence: found.confidence };
  });
}

/** @param {string} id @param {boolean[]} hit @param {number} least */
function row(id, hit, least) {
  const share = (/** @type {boolean[]} */ of) => of.filter(Boolean).length / of.length;
  const roll = dice(3);
  const again = Array.from({ length: 400 }, () => share(hit.map(() => hit[Math.floor(roll() * hit.length)]))).toSorted((a, b) => a - b);
  const value = share(hit);
  return { id, value: round(value), low: round(again[10]), high: round(again[389]), n: hit.length, goal: `value >= ${least}`, holds: value >= least };
}

/** @param {URL} folder @param {string} part @returns {Labelled[]} */
function read(folder, part) {
  const lines = readFileSync(new URL(`banking77-${part}.csv`, folder), 'utf8').replaceAll('\r', '');
  return [...lines.matchAll(/(?:"((?:[^"]|"")*)"|([^,\n]*)),([\w?]+)\n/g)]
    .map(([, quoted, plain, label]) => ({ text: (quoted ?? plain ?? '').replaceAll('""', '"'), label: label ?? '' }))
    .filter(({ label }) => label !== 'category');
}
