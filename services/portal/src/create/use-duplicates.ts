import type { Suggestion } from '@rapport/contracts/client';
import { useDebouncedValue } from '@mantine/hooks';
import { useQueries } from '@tanstack/react-query';
import { api } from '../api/api.js';
import type { FieldValue, Noun, Point } from '../nouns/noun.js';
import { may, useMe } from '../session/me.js';

const patienceMs = 300;
const mostShown = 3;
/** Shorter beginnings are everybody's. */
const fewestSigns = 4;

/** Records that may be the one that is being written down: of the same name, e-mail or phone, however it is spelt. */
export function useDuplicates(noun: Noun, values: Readonly<Record<string, FieldValue>>): readonly Suggestion[] {
  // Only people and companies are searched by what they are called.
  const finds = may(useMe(), 'search.read') && noun.isCustomer === true;
  const [asked] = useDebouncedValue(askedOf(noun, values).join('\n'), patienceMs);
  const searches = asked.split('\n').filter(Boolean);
  return useQueries({
    queries: searches.map((typed) => ({
      queryKey: ['suggest', noun.name, typed],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => api.search.suggest({ typed, nouns: [noun.name], limit: mostShown }, { signal }),
      enabled: finds,
      gcTime: 60_000,
    })),
    combine: (answers) => {
      const found = answers.flatMap(({ data }) => data?.suggestions ?? []);
      return [...new Map(found.map((suggestion) => [suggestion.id, suggestion])).values()].slice(0, mostShown);
    },
  });
}

/** What is searched for: the name in one, and each e-mail and phone that is whole enough. */
function askedOf(noun: Noun, values: Readonly<Record<string, FieldValue>>): string[] {
  const asked = noun.fields.filter(({ name }) => noun.asked.includes(name));
  const texts = asked.filter(({ kind }) => kind === 'text').map(({ name }) => String(values[name] ?? '').trim());
  const points = asked.filter(({ kind }) => kind === 'emails' || kind === 'phones').flatMap(({ name }) => (values[name] as readonly Point[] | undefined) ?? []);
  const name = texts.filter(Boolean).join(' ');
  return [name, ...points.map(({ value }) => value.trim())].filter((typed) => typed.length >= fewestSigns);
}
