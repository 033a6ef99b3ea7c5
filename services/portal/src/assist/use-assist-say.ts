import { useMemo } from 'react';
import { useLocale } from '../i18n/locale.js';
import { said, type Params } from '../i18n/message.js';
import { useSay, type MessageKey } from '../i18n/text.js';
import { assistEn } from './texts.en.js';
import { assistRu } from './texts.ru.js';

/** A sentence about answers, e-mails and chats; loaded with their pages. */
export type AssistKey = keyof typeof assistEn;

/** How a component about them speaks; what all pages say it says too. */
export function useAssistSay(): (key: AssistKey | MessageKey, params?: Params) => string {
  const say = useSay();
  const locale = useLocale();
  return useMemo(() => {
    const own = locale === 'ru' ? assistRu : assistEn;
    return (key, params) => (Object.hasOwn(own, key) ? said(own[key as AssistKey], locale, params) : say(key as MessageKey, params));
  }, [say, locale]);
}
