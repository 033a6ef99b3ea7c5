import { keyWord } from '../fields/key-word.js';
import { saidOr, type useSay } from '../i18n/text.js';

type Say = ReturnType<typeof useSay>;

/** A feature in the reader's words. */
export function featureWord(say: Say, feature: string): string {
  return saidOr(say, `feature.${feature}`, feature);
}

/** A reason in the reader's words: the feature and its value. */
export function reasonWords(say: Say, { feature, value }: { readonly feature: string; readonly value: string }): string {
  return `${featureWord(say, feature)}: ${value === '' ? say('value.missing') : saidOr(say, `value.${value}`, keyWord(value))}`;
}
