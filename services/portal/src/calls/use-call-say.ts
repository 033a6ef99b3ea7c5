import { useMemo } from 'react';
import { useLocale } from '../i18n/locale.js';
import { said, type Params } from '../i18n/message.js';
import { useSay, type MessageKey } from '../i18n/text.js';
import { callsEn } from './texts.en.js';
import { callsRu } from './texts.ru.js';

/** A sentence about calls. They are loaded with the pages about calls: nobody's first list waits for them. */
export type CallKey = keyof typeof callsEn;

/** How a component about calls speaks; what all pages say it says too. */
export function useCallSay(): (key: CallKey | MessageKey, params?: Params) => string {
  const say = useSay();
  const locale = useLocale();
  return useMemo(() => {
    const own = locale === 'ru' ? callsRu : callsEn;
    return (key, params) => (Object.hasOwn(own, key) ? said(own[key as CallKey], locale, params) : say(key as MessageKey, params));
  }, [say, locale]);
}
