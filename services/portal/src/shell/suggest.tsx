import { Combobox, Loader } from '@mantine/core';
import type { SuggestResponse, Suggestion } from '@rapport/contracts/client';
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useDebouncedValue } from '@mantine/hooks';
import { api } from '../api/api.js';
import { useSay } from '../i18n/text.js';
import { Face } from '../look/face.js';
import { phoneShown } from '../i18n/format.js';
import { nouns } from '../nouns/nouns.js';

/** Keys that follow one another faster are one question. What is left of 100 ms is for the answer and its drawing. */
const patienceMs = 40;
const mostShown = 12;

type SuggestQuery = UseQueryResult<SuggestResponse>;

/** Whom somebody may mean who typed this. `isFresh`: the answer is to what stands there now. */
export function useSuggestions(typed: string): { readonly query: SuggestQuery; readonly isFresh: boolean } {
  const now = typed.trim();
  const [wanted] = useDebouncedValue(now, patienceMs);
  const query = useQuery({
    queryKey: ['suggest', wanted],
    queryFn: ({ signal }) => api.search.suggest({ typed: wanted, limit: mostShown }, { signal }),
    enabled: wanted !== '' && now !== '',
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  return { query, isFresh: wanted === now && query.isSuccess && !query.isPlaceholderData };
}

/** The options below a search box. */
export function SuggestionOptions({ query }: { readonly query: SuggestQuery }) {
  const say = useSay();
  if (query.isError) return <Combobox.Empty>{say('search.failed')}</Combobox.Empty>;
  if (!query.data) return <Combobox.Empty>{<Loader size="xs" type="dots" />}</Combobox.Empty>;
  const { suggestions } = query.data;
  if (suggestions.length === 0) return <Combobox.Empty>{say('search.nothing')}</Combobox.Empty>;
  return nouns.map(({ name: noun }) => {
    const own = suggestions.filter((suggestion) => suggestion.noun === noun);
    return (
      own.length > 0 && (
        <Combobox.Group key={noun} label={say(`${noun}.many`)}>
          {own.map((suggestion) => (
            <Combobox.Option key={suggestion.id} value={suggestion.id}>
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
