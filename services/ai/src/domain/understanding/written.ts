import { isWithin } from '../knowledge/grounded.js';
import { dueDateIn, type Moment } from './due-date.js';
import type { Said } from './sentence.js';
import { mostOfAKind, type Finding } from './understand.js';

/** How a model is asked; said in the ledger. */
export const askingVersion = '1';

/** What a model may find in a call. */
const kinds = ['next-step', 'task', 'budget', 'timing', 'competitor', 'decision-maker', 'objection'] as const;

/** What a model is to do with a call. */
export const understandingTask =
  'The material is a telephone call between a colleague of ours and a customer, turn by turn. Summarise it in two to four sentences, then list what it says of: ' +
  'next-step (what was agreed to happen next), task (what somebody is to do), budget, timing, competitor, decision-maker, objection. ' +
  'Each has a value, in a short sentence of the language of the call, and a quote: words of one turn that it rests on, copied unchanged. Leave out what nobody said.';

/** The JSON schema of what a model answers. */
export const understandingSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['summary', 'findings'],
  properties: {
    summary: {
      type: 'object',
      additionalProperties: false,
      required: ['text', 'quote'],
      properties: { text: { type: 'string' }, quote: { type: 'string' } },
    },
    findings: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['kind', 'value', 'quote'],
        properties: { kind: { type: 'string', enum: kinds }, value: { type: 'string' }, quote: { type: 'string' } },
      },
    },
  },
} as const;

const dated: readonly string[] = ['next-step', 'task', 'timing'];
/** How far a model is trusted that quotes what was said. */
const trust = 0.85;
const mostItems = 60;

/**
 * What a model found in a call, as far as the call bears it out: each finding quotes words of one turn as they stand there, shares a word with them, and says no link, address or
 * number that the call does not hold; the day that something is due is read from the quoted words, never taken from the model. The rest is dropped. Nothing where the answer
 * is no answer, or none of it holds.
 */
export function writtenFindings(answer: unknown, turns: readonly Said[], moment: Moment): Finding[] | undefined {
  const { summary, findings } = (answer ?? {}) as { summary?: unknown; findings?: unknown };
  if (!Array.isArray(findings) || findings.length > mostItems) return undefined;
  const held = turns.map(({ text }) => text).join('\n');
  const found = findings.flatMap((item: unknown) => {
    const { kind, value, quote } = (item ?? {}) as Record<string, unknown>;
    const known = kinds.find((one) => one === kind);
    const finding = known && borneOut({ kind: known, value, quote, most: 300 }, turns, held);
    if (!finding || !sharesAWord(finding.value, finding.quote)) return [];
    return [{ ...finding, dueDate: (dated.includes(finding.kind) && dueDateIn(finding.quote, moment)) || '' }];
  });
  const { text, quote } = (summary ?? {}) as Record<string, unknown>;
  const short = borneOut({ kind: 'summary', value: text, quote, most: 1200 }, turns, held);
  const kept = [...Map.groupBy(withoutTwins(found), ({ kind }) => kind).values()].flatMap((some) => some.slice(0, mostOfAKind));
  const all = [...(short ? [short] : []), ...kept.toSorted((a, b) => a.startMs - b.startMs)];
  return all.length > 0 ? all : undefined;
}

interface Claim {
  readonly kind: Finding['kind'];
  readonly value: unknown;
  readonly quote: unknown;
  readonly most: number;
}

function borneOut({ kind, value, quote, most }: Claim, turns: readonly Said[], held: string): Finding | undefined {
  if (typeof value !== 'string' || typeof quote !== 'string') return undefined;
  const words = quote.trim().replaceAll(/^["“«]|["”»]$/gu, '');
  const plain = value.trim().replaceAll(/\s+/g, ' ');
  const turn = wordsOf(words).length >= 2 && turns.find(({ text }) => text.includes(words));
  if (!turn || !plain || plain.length > most || !isWithin(plain, held)) return undefined;
  const at = (letter: number) => Math.round(turn.startMs + ((turn.endMs - turn.startMs) * letter) / turn.text.length);
  const from = turn.text.indexOf(words);
  const sure = Math.round(trust * turn.confidence * 100) / 100;
  return { kind, value: plain, dueDate: '', quote: words, startMs: at(from), endMs: at(from + words.length), confidence: sure };
}

/** Whether a claim speaks of what its quote speaks of, in whatever ending. */
function sharesAWord(value: string, quote: string): boolean {
  const quoted = new Set(wordsOf(quote).map(stem));
  return wordsOf(value).some((word) => quoted.has(stem(word)));
}

function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replaceAll('ё', 'е')
      .match(/\p{L}{3,}|\d+/gu) ?? []
  );
}

function stem(word: string): string {
  return word.slice(0, 4);
}

function withoutTwins(found: readonly Finding[]): Finding[] {
  return [...new Map(found.map((one) => [`${one.kind}/${one.startMs}`, one])).values()];
}
