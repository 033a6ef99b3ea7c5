import { AiUse, AiVerdict } from '@rapport/contracts/client';
import type { MessageKey } from '../i18n/text.js';

export interface UseWords {
  readonly name: MessageKey;
  /** What is gone while it is off. */
  readonly text: MessageKey;
}

const words: Readonly<Record<Exclude<AiUse, AiUse.UNSPECIFIED>, UseWords>> = {
  [AiUse.TRANSCRIPTION]: { name: 'ai.use.transcription', text: 'ai.use.transcription.text' },
  [AiUse.SUMMARY]: { name: 'ai.use.summary', text: 'ai.use.summary.text' },
  [AiUse.SCORING]: { name: 'ai.use.scoring', text: 'ai.use.scoring.text' },
  [AiUse.DRAFTS]: { name: 'ai.use.drafts', text: 'ai.use.drafts.text' },
  [AiUse.ANSWERS]: { name: 'ai.use.answers', text: 'ai.use.answers.text' },
  [AiUse.BOT]: { name: 'ai.use.bot', text: 'ai.use.bot.text' },
  [AiUse.SORTING]: { name: 'ai.use.sorting', text: 'ai.use.sorting.text' },
};

/** What models are used for, in the order of the contract. */
export const aiUses: readonly (readonly [use: AiUse, words: UseWords])[] = Object.entries(words).map(([use, said]) => [Number(use) as AiUse, said]);

export const verdictWords: Readonly<Partial<Record<AiVerdict, MessageKey>>> = {
  [AiVerdict.ACCEPTED]: 'ai.verdict.accepted',
  [AiVerdict.CHANGED]: 'ai.verdict.changed',
  [AiVerdict.REFUSED]: 'ai.verdict.refused',
  [AiVerdict.UNDONE]: 'ai.verdict.undone',
};
