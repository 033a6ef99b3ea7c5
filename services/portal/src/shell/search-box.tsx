import { Kbd } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import type { Suggestion } from '@rapport/contracts/client';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useSay } from '../i18n/text.js';
import { nounNamed } from '../nouns/nouns.js';
import { SuggestCombobox } from './suggest-combobox.js';

/** Finds people and companies while somebody types; Ctrl+K leads here from anywhere. */
export function SearchBox() {
  const say = useSay();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  useHotkeys([['mod+K', () => input.current?.select()]], []);
  const go = ({ noun, id }: Suggestion) => {
    const path = nounNamed(noun)?.path;
    setTyped('');
    input.current?.blur();
    if (path) void navigate({ to: `${path}/$id`, params: { id } });
  };
  const hint = (
    <Kbd className="search-hint" size="xs" aria-hidden>
      {'Ctrl K'}
    </Kbd>
  );
  return (
    <search className="search">
      <SuggestCombobox
        typed={typed}
        onType={setTyped}
        onPick={go}
        listLabel={say('search.label')}
        inputRef={input}
        inputProps={{
          type: 'search',
          'aria-label': say('search.label'),
          placeholder: say('search.placeholder'),
          leftSection: <IconSearch size={16} aria-hidden />,
          rightSection: hint,
          rightSectionWidth: 58,
        }}
      />
    </search>
  );
}
