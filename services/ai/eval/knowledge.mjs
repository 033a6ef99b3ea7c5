import { readdirSync, readFileSync } from 'node:fs';
import { openHouse } from '@rapport/runtime/testing';
import { serviceCall } from '@rapport/runtime';
import { ai } from '../src/index.js';
import { passagesOf } from '../src/domain/knowledge/passages.js';
import { HashedEmbedder } from '../src/embedding/hashed.embedder.js';
import { PassageStore } from '../src/store/passage.store.js';

/** @typedef {{ question: string, article: string, fact?: string }} Labelled */

export const languages = ['ru', 'en'];
const audiences = { agent: 1, customer: 2 };

/** The labelled questions of a language by which methods are chosen; those with no `article` have no answer. @param {string} language @returns {Labelled[]} */
export function questionsIn(language) {
  return [
    ...read(language),
    ...read(`unanswerable-${language}`).map((/** @type {string} */ question) => ({ question, article: '' })),
    ...read(`more-${language}`),
  ];
}

/** Labelled questions by which nothing was chosen: what a method is worth on others. Whoever changes a method by them writes new ones. @param {string} language @returns {Labelled[]} */
export const heldOutIn = (language) => read(`held-out-${language}`);

const read = (/** @type {string} */ name) => JSON.parse(readFileSync(new URL(`./knowledge/${name}.json`, import.meta.url), 'utf8'));

/** The service with the demo articles in its index; each article's id is made of its place among the files. */
export async function openKnowledge() {
  const house = await openHouse([ai], {}, { settings: {}, close: () => Promise.resolve() });
  const { app, work } = house.running[0];
  const call = serviceCall('ai', 'eval', 'acme', 600_000);
  const embedder = new HashedEmbedder();
  const names = new Map();
  for (const [at, [language, file]] of filesOf().entries()) {
    const [title = '', head = '', ...lines] = readFileSync(file, 'utf8').split('\n');
    const articleId = `01900000-0000-7000-8000-${String(at).padStart(12, '0')}`;
    names.set(articleId, file.pathname.split('/').at(-1).replace('.md', ''));
    const audience = audiences[head.split('|')[1].trim()];
    const cut = passagesOf(lines.join('\n').trim());
    const vectors = await embedder.embed(cut.map(({ heading, sentences }) => [title.slice(2), heading, ...sentences].join('\n')));
    const article = { articleId, version: 1, language, audience, title: title.slice(2) };
    await work.run(call, (tx) =>
      app.get(PassageStore).put(
        tx,
        article,
        cut.map((passage, i) => ({ ...passage, embedding: vectors[i] })),
        embedder.model,
      ),
    );
  }
  return { house, app, work, call, nameOf: (/** @type {string} */ id) => names.get(id) };
}

function filesOf() {
  return languages.flatMap((language) => {
    const folder = new URL(`../../service-desk/demo/${language}/`, import.meta.url);
    return readdirSync(folder)
      .toSorted()
      .map((file) => [language, new URL(file, folder)]);
  });
}

/** A share with its 95 % bounds (Wilson). @param {string} id @param {readonly boolean[]} hits @param {string} goal @param {(value: number) => boolean} holds */
export function shareRow(id, hits, goal, holds) {
  const n = hits.length;
  const p = hits.filter(Boolean).length / n;
  const z = 1.96;
  const middle = (p + z ** 2 / (2 * n)) / (1 + z ** 2 / n);
  const half = (z * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2))) / (1 + z ** 2 / n);
  const round = (/** @type {number} */ value) => Math.round(value * 1000) / 1000;
  return { id, value: round(p), low: round(middle - half), high: round(middle + half), n, goal, holds: holds(p) };
}
