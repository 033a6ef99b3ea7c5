import { useQuery } from '@tanstack/react-query';
import { keys } from '../api/keys.js';
import { useLocale } from '../i18n/locale.js';
import { may, useMe } from '../session/me.js';
import { calls } from './consent-calls.js';

/** What a purpose is called, by its key; nothing where there is none, or none may be read. */
export function usePurposeName(key: string | undefined): string | undefined {
  const locale = useLocale();
  const isAsked = may(useMe(), 'purposes.read') && key !== undefined;
  const { data } = useQuery({
    queryKey: keys.purposes,
    queryFn: ({ signal }) => calls.purposes.listPurposes({ pageSize: 200, orderBy: 'created_at' }, { signal }),
    enabled: isAsked,
  });
  const found = data?.purposes.find((purpose) => purpose.key === key);
  return found && (locale === 'ru' ? found.nameRu || found.nameEn : found.nameEn || found.nameRu);
}
