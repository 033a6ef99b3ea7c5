import { cues, type Cue, type CueKind } from './cues.js';
import { dueDateIn, type Moment } from './due-date.js';
import { sentencesOf, type Said, type Sentence } from './sentence.js';

/** Something understood in a call, with the words that it rests on. */
export interface Finding {
  readonly kind: CueKind | 'summary';
  readonly value: string;
  /** `YYYY-MM-DD`; empty without a day. */
  readonly dueDate: string;
  readonly quote: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly confidence: number;
}

/** The rules by which this file reads; said in the ledger. */
export const rulesVersion = '1';

/** More of one kind than anybody reads. */
export const mostOfAKind = 6;
const summarySentences = 4;
/** Nobody says a longer sentence, and a pattern takes its time with one. */
const longestSentence = 1000;

/** What a call says of tasks, next steps and changes, each sentence once a kind, and a summary of its weightiest sentences. Pure rules: no word is made up. */
export function understand(turns: readonly Said[], moment: Moment): Finding[] {
  const sentences = sentencesOf(turns);
  const found = sentences.flatMap((sentence) => findingsIn(sentence, moment));
  const kept = [...Map.groupBy(found, ({ kind }) => kind).values()].flatMap((some) => some.slice(0, mostOfAKind));
  const summary = summaryOf(sentences, new Set(found.map(({ quote }) => quote)));
  return [...(summary ? [summary] : []), ...kept.sort((a, b) => a.startMs - b.startMs)];
}

function findingsIn(sentence: Sentence, moment: Moment): Finding[] {
  const kinds = new Map<CueKind, Cue>();
  const heard = sentence.text.slice(0, longestSentence);
  for (const cue of cues) if (!kinds.has(cue.kind) && cue.pattern.test(heard) && speaks(cue, sentence)) kinds.set(cue.kind, cue);
  // A promise to call is one thing to do, not two.
  if (kinds.has('next-step')) kinds.delete('task');
  return [...kinds.values()]
    .filter(() => !isQuestion(sentence))
    .map(({ kind, trust }) => {
      const dated = kind === 'task' || kind === 'next-step' || kind === 'timing';
      const { text, startMs, endMs, confidence } = sentence;
      return { kind, value: text, dueDate: (dated && dueDateIn(text, moment)) || '', quote: text, startMs, endMs, confidence: round(trust * confidence) };
    });
}

function speaks({ by }: Cue, { byCustomer }: Sentence): boolean {
  return by === undefined || byCustomer === undefined || byCustomer === (by === 'customer');
}

/** A question is evidence of nothing but a wish, and a wish is a task only when it begins like one. */
function isQuestion({ text }: Sentence): boolean {
  return text.endsWith('?') && !/^(?:could|can|would) you|^(?:можете|не могли бы)/iu.test(text);
}

/** The weightiest sentences as they were said, in their order: those that something rests on, then those whose words the call uses most. */
function summaryOf(sentences: readonly Sentence[], evidence: ReadonlySet<string>): Finding | undefined {
  const spoken = sentences.filter(({ text, confidence }) => wordsOf(text).length >= 4 && confidence >= 0.4);
  if (spoken.length === 0) return undefined;
  const counts = new Map<string, number>();
  for (const { text } of spoken) for (const word of new Set(wordsOf(text))) counts.set(word, (counts.get(word) ?? 0) + 1);
  const weight = ({ text }: Sentence) => {
    const words = wordsOf(text);
    return (evidence.has(text) ? 2 : 0) + words.reduce((sum, word) => sum + Math.log(1 + counts.get(word)!), 0) / Math.sqrt(words.length) / 4;
  };
  const chosen = spoken.toSorted((a, b) => weight(b) - weight(a)).slice(0, summarySentences);
  const inOrder = chosen.toSorted((a, b) => a.startMs - b.startMs);
  const [first] = inOrder;
  const sure = inOrder.reduce((sum, { confidence }) => sum + confidence, 0) / inOrder.length;
  return {
    kind: 'summary',
    value: inOrder.map(({ text }) => text).join(' '),
    dueDate: '',
    quote: first!.text,
    startMs: first!.startMs,
    endMs: first!.endMs,
    confidence: round(sure),
  };
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/\p{L}{4,}|\d+/gu) ?? [];
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
