import { HashedEmbedder } from '../src/embedding/hashed.embedder.js';
import { PassageSearch } from '../src/store/passage.search.js';
import { languages, openKnowledge, questionsIn, shareRow } from './knowledge.mjs';

/** Whether the right article is found: first, or among five; also with two letters of a word swapped. */
export async function measure() {
  const { house, app, work, call, nameOf } = await openKnowledge();
  const embedder = new HashedEmbedder();
  const rows = [];
  try {
    for (const language of languages) {
      const asked = questionsIn(language).filter(({ article }) => article);
      for (const { kind, change } of ways) {
        const ranks = [];
        for (const { question, article } of asked) {
          const written = change(question);
          const [vector] = await embedder.embed([written]);
          const search = { question: written, language, audiences: [1, 2], model: embedder.model, vector, lexical: true };
          const { passages } = await work.read(call, (tx) => app.get(PassageSearch).find(tx, search, 5));
          ranks.push(passages.findIndex(({ articleId }) => nameOf(articleId) === article));
        }
        const first = ranks.map((rank) => rank === 0);
        const five = ranks.map((rank) => rank >= 0);
        rows.push(shareRow(`retrieval${kind}-${language}-r1`, first, 'value >= 0.75', (p) => p >= 0.75));
        rows.push(shareRow(`retrieval${kind}-${language}-r5`, five, kind ? 'value >= 0.9' : 'value >= 0.98', (p) => p >= (kind ? 0.9 : 0.98)));
      }
    }
  } finally {
    await house.close();
  }
  return rows;
}

const ways = [
  { kind: '', change: (/** @type {string} */ text) => text },
  { kind: '-misspelt', change: misspelt },
];

/** The longest word with two letters in its middle swapped. @param {string} text */
function misspelt(text) {
  const longest = text.match(/\p{L}+/gu)?.toSorted((a, b) => b.length - a.length)[0] ?? '';
  const at = Math.floor(longest.length / 2);
  return text.replace(longest, longest.slice(0, at - 1) + longest[at] + longest[at - 1] + longest.slice(at + 1));
}
