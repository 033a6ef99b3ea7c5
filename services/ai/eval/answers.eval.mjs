import { Answering } from '../src/knowledge/answering.js';
import { languages, openKnowledge, questionsIn, shareRow } from './knowledge.mjs';

/** What is answered without a language model: the right words where there are any, and nothing where there are none. */
export async function measure() {
  const { house, app, call } = await openKnowledge();
  const rows = [];
  try {
    for (const language of languages) {
      const [answered, right, refused] = [[], [], []];
      for (const { question, article, fact } of questionsIn(language)) {
        const { found, text } = await app.get(Answering).answer(call, { question, language, audiences: [1, 2], use: 5 });
        if (!article) refused.push(!found);
        else {
          answered.push(found);
          right.push(found && text.includes(fact));
        }
      }
      rows.push(
        shareRow(
          `answers-${language}-false-refusal`,
          answered.map((one) => !one),
          'value <= 0.25',
          (p) => p <= 0.25,
        ),
      );
      rows.push(shareRow(`answers-${language}-right`, right, 'value >= 0.6', (p) => p >= 0.6));
      rows.push(shareRow(`answers-${language}-refusal`, refused, 'value >= 0.98', (p) => p >= 0.98));
    }
  } finally {
    await house.close();
  }
  return rows;
}
