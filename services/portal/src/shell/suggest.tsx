import { Combobox, Loader } from '@mantine/core';
import type { Suggestion } from '@rapport/contracts/client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDebouncedValue } from '@mantine/hooks';
import { api } from '../api/api.js';
import { useSay, type MessageKey } from '../i18n/text.js';
import { Face } from '../look/face.js';
import { phoneShown } from '../i18n/format.js';

const patienceMs = 70;

/** Whom somebody may mean who typed this; empty until something is typed. */
export function useSuggestions(typed: string, nouns: readonly string[] = []) {
  const [wanted] = useDebouncedValue(typed.trim(), patienceMs);
  return useQuery({
    queryKey: ['suggest', wanted, nouns],
    queryFn: ({ signal }) => api.search.suggest({ typed: wanted, nouns: [...nouns], limit: 12 }, { signal }),
    enabled: wanted !== '' && typed.trim() !== '',
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
}

const groups: readonly (readonly [noun: string, label: MessageKey])[] = [
  ['contact', 'search.people'],
  ['company', 'search.companies'],
];

/** The value of an option: which record it stands for. */
export function refOf(value: string): { readonly noun: string; readonly id: string } {
  const [noun = '', id = ''] = value.split('/', 2);
  return { noun, id };
}

/** The options below a search box. */
export function SuggestionOptions({ query }: { readonly query: ReturnType<typeof useSuggestions> }) {
  const say = useSay();
  if (query.isError) return <Combobox.Empty>{say('search.failed')}</Combobox.Empty>;
  if (!query.data) return <Combobox.Empty>{<Loader size="xs" type="dots" />}</Combobox.Empty>;
  const { suggestions } = query.data;
  if (suggestions.length === 0) return <Combobox.Empty>{say('search.nothing')}</Combobox.Empty>;
  return groups.map(([noun, label]) => {
    const own = suggestions.filter((suggestion) => suggestion.noun === noun);
    return (
      own.length > 0 && (
        <Combobox.Group key={noun} label={say(label)}>
          {own.map((suggestion) => (
            <Combobox.Option key={suggestion.id} value={`${noun}/${suggestion.id}`}>
              <Hit suggestion={suggestion} />
            </Combobox.Option>
          ))}
        </Combobox.Group>
      )
    );
  });
}

function Hit({ suggestion: { title, hint } }: { readonly suggestion: Suggestion }) {
  return (
    <span className="hit">
      <Face name={title} size="sm" />
      <span>
        <span className="cut">{title}</span>
        <span className="cut tiny soft">{phoneShown(hint)}</span>
      </span>
    </span>
  );
}
