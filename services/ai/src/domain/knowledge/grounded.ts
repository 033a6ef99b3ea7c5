import { wordCount } from './passages.js';

/** A passage as a model is shown it, by its number. */
export interface Shown {
  readonly title: string;
  readonly text: string;
}

/** One sentence of an answer, with the words that it rests on. */
export interface Grounded {
  readonly text: string;
  /** Index of the passage. */
  readonly passage: number;
  readonly quote: string;
}

/** The JSON schema of what a model answers. */
export const answerSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['found', 'sentences'],
  properties: {
    found: { type: 'boolean' },
    sentences: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['text', 'passage', 'quote'],
        properties: { text: { type: 'string' }, passage: { type: 'integer' }, quote: { type: 'string' } },
      },
    },
  },
} as const;

/** What a reader could be led away by: links, addresses, numbers. */
const leads = /(?:https?:\/\/|www\.)\S+|[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+|\d[\d\s.,-]*\d|\d/giu;

/**
 * The sentences of an answer, each quoting a passage word for word and saying no link, address or number that the passages do not hold. An empty list where the model
 * says that nothing answers; nothing when any of it does not hold, for then none of it is believed.
 */
export function groundedIn(answer: unknown, passages: readonly Shown[]): Grounded[] | undefined {
  const { found, sentences } = (answer ?? {}) as { found?: unknown; sentences?: unknown };
  if (found === false) return [];
  if (found !== true || !Array.isArray(sentences) || sentences.length === 0 || sentences.length > 12) return undefined;
  const grounded = sentences.map((sentence: unknown) => heldBy(sentence, passages));
  return grounded.every((one) => one !== undefined) ? grounded : undefined;
}

function heldBy(sentence: unknown, passages: readonly Shown[]): Grounded | undefined {
  const { text, passage, quote } = (sentence ?? {}) as Record<string, unknown>;
  if (typeof text !== 'string' || typeof quote !== 'string' || typeof passage !== 'number' || text.length > 1000) return undefined;
  const shown = passages[passage];
  if (!shown || wordCount([quote]) < 3 || !flat(shown.text).includes(flat(quote))) return undefined;
  const held = passages.map(({ title, text: body }) => `${title}\n${body}`).join('\n');
  return isWithin(text, held) && text.trim() ? { text: text.trim(), passage, quote: quote.trim() } : undefined;
}

/** Whether every link, address and number of a text stands in another one. */
export function isWithin(text: string, held: string): boolean {
  const known = flat(held);
  return [...text.matchAll(leads)].every(([lead]) => known.includes(flat(lead)));
}

function flat(text: string): string {
  return text.toLowerCase().replaceAll(/\s+/g, ' ').trim();
}
