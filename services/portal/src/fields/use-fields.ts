import type { CustomField } from '@rapport/contracts/client';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../api/api.js';
import { keys } from '../api/keys.js';
import { useLocale } from '../i18n/locale.js';
import { useSay } from '../i18n/text.js';
import type { Noun } from '../nouns/noun.js';
import { may, useMe } from '../session/me.js';
import { contractField, customField, type Field } from './field.js';

/** The tenant's own fields. */
export const customFieldsQuery = queryOptions({
  queryKey: keys.customFields,
  queryFn: async ({ signal }): Promise<readonly CustomField[]> => (await api.customFields.listCustomFields({}, { signal })).customFields,
  staleTime: 5 * 60_000,
});

interface FieldsOfNoun {
  readonly own: readonly Field[];
  readonly custom: readonly Field[];
  /** Those that every record has: who answers for it, where it came from, when it changed. */
  readonly kept: readonly Field[];
}

/** The fields of a noun in the order of its pages: those of the contract, then the tenant's own. */
export function useFields(noun: Noun): FieldsOfNoun {
  const say = useSay();
  const locale = useLocale();
  const me = useMe();
  const { data } = useQuery({ ...customFieldsQuery, enabled: may(me, 'custom-fields.read') });
  return useMemo(
    () => ({
      own: noun.fields.map((spec) => contractField(spec, say, noun)),
      kept: noun.kept.map((spec) => contractField(spec, say, noun)),
      custom: (data ?? []).filter((definition) => definition.noun === noun.name).map((definition) => customField(definition, locale)),
    }),
    [noun, say, locale, data],
  );
}
