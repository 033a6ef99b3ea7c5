import { Answering } from '../src/knowledge/answering.js';
import { heldOutIn, languages, openKnowledge, questionsIn, shareRow } from './knowledge.mjs';

/** What is answered without a language model: the right words where there are any, and nothing where there are none; of the questions by which the method was chosen, and of others. */
export async function measure() {
  const { house, app, call } = await openKnowledge();
  const rows = [];
  try {
    for (const language of languages) {
      for (const [name, questions] of Object.entries({ [language]: questionsIn(language), [`held-out-${language}`]: heldOutIn(language) })) {
        rows.push(...(await rowsOf(name, questions, (question) => app.get(Answering).answer(call, { question, language, audiences: [1, 2], use: 5 }))));
      }
    }
  } finally {
    await house.close();
  }
  return rows;
}

/** @param {string} name @param {readonly import('./knowledge.mjs').Labelled[]} questions @param {(question: string) => Promise<{ found: boolean, text: string }>} ask */
async function rowsOf(name, questions, ask) {
  const [unanswered, right, refused] = [[], [], []];
  for (const { question, article, fact } of questions) {
    const { found, text } = await ask(question);
    if (!article) refused.push(!found);
    else {
      unanswered.push(!found);
      right.push(found && text.includes(fact));
    }
  }
  return [
    shareRow(`answers-${name}-false-refusal`, unanswered, 'value <= 0.25', (p) => p <= 0.25),
    shareRow(`answers-${name}-right`, right, 'value >= 0.6', (p) => p >= 0.6),
    shareRow(`answers-${name}-refusal`, refused, 'value >= 0.98', (p) => p >= 0.98),
  ];
}
