import { hashedVector, PassageSearch, PassageVectors, PassageWords, sketchOf } from '@rapport/ai/retrieval';
import { openFloor } from './floor.mjs';
import { countPassages, knownPassages, loadPassages, madePassages, model, openKnowledge, readerOf, saidPassages, withoutIndexes } from './knowledge.mjs';
import { each, inTurns } from './pace.mjs';
import { makePlainWords, plainRetrieval } from './plain-passages.mjs';
import { randomFrom } from './random.mjs';
import { exhaustiveVectors, exhaustiveWords } from './retrieval.reference.mjs';
import { freshPlace } from './stage.mjs';
import { median, percentile } from './statistics.mjs';

const sizes = [1000, 100_000];
const asked = 60;
/** Of each question, so many passages are compared with those of a search that looks at all. */
const compared = { questions: 30, passages: 5 };
const audiences = [1, 2];

/** @typedef {{ question: string, language: string, audiences: number[], model: string, vector: number[], lexical: boolean }} Search */

/** Passages found for a question by words and vectors together, in a small tenant and a large one side by side: neither one's own size nor the neighbours' may be felt. @type {import('./run.mjs').Bench} */
export async function retrieval({ say, rounds }) {
  const place = await freshPlace({ broker: false });
  const knowledge = await openKnowledge(place);
  try {
    await fill(knowledge, say);
    const floor = await openFloor(place);
    say('copying the words to a bare table');
    await makePlainWords(floor, knowledge.db.pool);
    return await measured({ knowledge, floor, say, rounds }).finally(() => floor.close());
  } finally {
    await knowledge.close();
    await place.remove();
  }
}

/** @typedef {{ knowledge: Awaited<ReturnType<typeof openKnowledge>>, floor: import('./floor.mjs').Floor, say: (words: string) => void, rounds: number }} Loaded */

/** @param {Loaded} loaded */
export async function measured({ knowledge, floor, say, rounds }) {
  const [words, vectors] = [new PassageWords(), new PassageVectors()];
  const search = new PassageSearch(words, vectors);
  const rows = [];
  for (const [seed, size] of sizes.entries()) {
    const [tenant, searches] = [`t${size}`, questionsAbout(seed, size)];
    const find = (/** @type {Search} */ one) => knowledge.work.read(readerOf(tenant), (tx) => search.find(tx, one, 5));
    const plain = searches.map((one) => bare(tenant, one));
    const sides = await inTurns({
      rounds,
      say: (told) => say(`${size} passages, ${told}`),
      ours: async () => percentile(await each(searches, find), 0.95),
      // Ranking every passage that has a word takes ten times as long: each round asks another third.
      floor: async (round) =>
        percentile(
          (
            await floor.ask(
              plainRetrieval,
              plain.filter((_, at) => at % 3 === round % 3),
            )
          ).times,
          0.95,
        ),
    });
    rows.push({ id: `retrieval-${size / 1000}k`, unit: 'ms (p95)', ours: median(sides.ours), floor: median(sides.floor), goal: { oursAtMost: 100 } });
    say(`${size} passages, against a search that looks at all`);
    rows.push(...(await recallRows({ knowledge, words, vectors, tenant, searches, size })));
  }
  return rows;
}

/** @param {string} tenant @param {Search} one */
function bare(tenant, { question, language, vector }) {
  return [tenant, language, question, JSON.stringify(vector), sketchOf(vector)];
}

/** The next thousand are made while the database takes those before. @param {Awaited<ReturnType<typeof openKnowledge>>} knowledge @param {(words: string) => void} say */
async function fill({ db, work }, say) {
  await withoutIndexes(db, say, async () => {
    for (const [seed, size] of sizes.entries()) {
      const known = knownPassages(seed + 1);
      const made = madePassages(known, seed + 1);
      let loading = loadPassages(work, `t${size}`, known);
      for (let done = known.length; done < size; done += 1000) {
        const next = Array.from({ length: Math.min(1000, size - done) }, () => made.next().value);
        await loading;
        loading = loadPassages(work, `t${size}`, next);
        if (done % 10_000 < 1000) say(`loading ${size} passages, ${done} are there`);
      }
      await loading;
      await countPassages(work, `t${size}`);
    }
  });
}

/** Questions about passages that such a tenant has. @param {number} seed @param {number} size @returns {Search[]} */
function questionsAbout(seed, size) {
  const random = randomFrom(seed + 50);
  const made = saidPassages(knownPassages(seed + 1), seed + 1);
  const some = Array.from({ length: Math.min(2000, size / 2) }, () => made.next().value);
  return Array.from({ length: asked }, () => questionAbout(random.pick(some), random));
}

/** What somebody might ask who has a passage in mind: some of its words, every third time with a slip in one. @param {{ sentences: readonly string[], language: string }} made @param {import('./random.mjs').Random} random @returns {Search} */
function questionAbout({ sentences, language }, random) {
  const words = sentences.join(' ').match(/\p{L}{2,}/gu) ?? [];
  const from = random.below(Math.max(1, words.length - 9));
  const some = [...words.slice(from, from + 6 + random.below(4)), words.at(-1 - random.below(12)) ?? ''];
  const slip = random.below(some.length * 3);
  const question = some.map((word, at) => (at === slip && word.length > 5 ? word.slice(0, 2) + word.slice(3) : word)).join(' ');
  return { question, language, audiences, model, vector: hashedVector(question), lexical: false };
}

/** @param {{ knowledge: Awaited<ReturnType<typeof openKnowledge>>, words: PassageWords, vectors: PassageVectors, tenant: string, searches: Search[], size: number }} needs */
async function recallRows({ knowledge, words, vectors, tenant, searches, size }) {
  const shares = { words: /** @type {number[]} */ ([]), vectors: /** @type {number[]} */ ([]) };
  for (const one of searches.slice(0, compared.questions)) {
    await knowledge.work.read(readerOf(tenant), async (tx) => {
      const { weights } = await words.weigh(tx, one.question, one);
      shares.words.push(agreement(await words.find(tx, weights, one, 50), await exhaustiveWords(tx, weights, one)));
      shares.vectors.push(agreement(await vectors.find(tx, one, 50), await exhaustiveVectors(tx, one)));
    });
  }
  return Object.entries(shares).map(([leg, of]) => {
    const ours = of.reduce((sum, share) => sum + share, 0) / of.length;
    return { id: `retrieval-${leg}-recall-${size / 1000}k`, unit: 'share of 5', ours, floor: 1, goal: { ratioAtLeast: 0.95 } };
  });
}

/** Which share of the best by a full search is among those found. @param {readonly string[]} found @param {readonly string[]} best */
function agreement(found, best) {
  const first = best.slice(0, compared.passages);
  return first.length === 0 ? 1 : first.filter((id) => found.includes(id)).length / first.length;
}
