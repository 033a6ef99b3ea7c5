import { englishMessages } from './messages.en.js';
import { russianMessages } from './messages.ru.js';
import type { Labelled } from './softmax.js';

/** What customers write to a support desk, by what they want; written for this purpose, in Russian and English. */
export const supportMessages: readonly Labelled[] = [russianMessages, englishMessages].flatMap((messages) =>
  Object.entries(messages).flatMap(([label, texts]) =>
    texts
      .split(/[|\n]/)
      .map((text) => text.trim())
      .filter(Boolean)
      .map((text) => ({ text, label })),
  ),
);
