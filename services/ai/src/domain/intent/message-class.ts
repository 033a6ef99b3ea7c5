import { Softmax } from './softmax.js';
import { supportMessages } from './support-messages.js';

/** Name and version of the classifier and its texts. */
export const intentModel = { model: 'support-intents', modelVersion: '2' } as const;

/** What a message is about. */
export interface MessageSort {
  readonly language: '' | 'ru' | 'en';
  readonly intent: string;
  readonly confidence: number;
  readonly urgency: 'low' | 'normal' | 'high';
  readonly urgentWords: string;
}

/** Below it, no intent is better than a wrong one. */
export const sureEnough = 0.45;
const urgent =
  /(?<!\p{L})(срочно\p{L}*|немедленно|как можно скорее|горит|авари\p{L}*|простаива\p{L}*|стоит производство|всё стоит|все стоит|сегодня до|urgent\p{L}*|asap|immediately|emergency|at once|right now|outage|standstill|stands still)(?!\p{L})/iu;

let classifier: Promise<Softmax> | undefined;

/** Sorts one message. The first one waits until the classifier has learnt, about a second. */
export async function sortMessage(text: string): Promise<MessageSort> {
  classifier ??= Softmax.trainAside(supportMessages);
  const language = languageOf(text);
  const { label, confidence } = language ? (await classifier).classify(text) : { label: '', confidence: 0 };
  const intent = confidence >= sureEnough ? label : '';
  const urgentWords = urgent.exec(text)?.[0] ?? '';
  return { language, intent, confidence, urgency: urgentWords ? 'high' : intent === 'thanks' ? 'low' : 'normal', urgentWords };
}

/** The alphabet decides: Cyrillic is taken for Russian, Latin for English. */
export function languageOf(text: string): MessageSort['language'] {
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (cyrillic + latin < 2) return '';
  return cyrillic * 2 >= latin ? 'ru' : 'en';
}
