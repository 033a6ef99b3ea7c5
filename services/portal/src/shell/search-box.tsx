import { Combobox, Kbd, TextInput, useCombobox } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useSay } from '../i18n/text.js';
import { nounNamed } from '../nouns/nouns.js';
import { refOf, SuggestionOptions, useSuggestions } from './suggest.js';

/** Finds people and companies while somebody types; Ctrl+K leads here from anywhere. */
export function SearchBox() {
  const say = useSay();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const query = useSuggestions(typed);
  useHotkeys([['mod+K', () => input.current?.select()]], []);
  const go = (value: string) => {
    const { noun, id } = refOf(value);
    const path = nounNamed(noun)?.path;
    setTyped('');
    combobox.closeDropdown();
    input.current?.blur();
    if (path) void navigate({ to: `${path}/$id`, params: { id } });
  };
  const onType = (text: string) => {
    setTyped(text);
    combobox.openDropdown();
    combobox.resetSelectedOption();
  };
  return (
    <search className="search">
      <Combobox store={combobox} onOptionSubmit={go} shadow="md">
        <Combobox.Target>
          <TextInput
            ref={input}
            type="search"
            aria-label={say('search.label')}
            placeholder={say('search.placeholder')}
            leftSection={<IconSearch size={16} aria-hidden />}
            rightSection={<Kbd className="search-hint" size="xs" aria-hidden>{'Ctrl K'}</Kbd>}
            rightSectionWidth={58}
            value={typed}
            onChange={(event) => onType(event.currentTarget.value)}
            onFocus={() => typed && combobox.openDropdown()}
            onBlur={() => combobox.closeDropdown()}
            onKeyDown={(event) => event.key === 'Enter' && combobox.getSelectedOptionIndex() < 0 && combobox.selectFirstOption()}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={typed.trim() === ''}>
          <Combobox.Options mah={380} className="scrolls" aria-label={say('search.label')}>
            <SuggestionOptions query={query} />
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
    </search>
  );
}
