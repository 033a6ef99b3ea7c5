import { Combobox, TextInput, useCombobox, type TextInputProps } from '@mantine/core';
import type { Suggestion } from '@rapport/contracts/client';
import type { KeyboardEvent, Ref } from 'react';
import { SuggestionOptions, useSuggestions } from './suggest.js';

interface SuggestComboboxProps {
  readonly typed: string;
  readonly onType: (text: string) => void;
  readonly onPick: (suggestion: Suggestion) => void;
  /** Names the list of suggestions. */
  readonly listLabel: string;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly inputProps: Omit<TextInputProps, 'value' | 'onChange' | 'ref'> & { readonly 'data-autofocus'?: boolean };
}

/** A text in which people and companies are found by typing. Enter takes the first, once the answer to what was typed is there. */
export function SuggestCombobox({ typed, onType, onPick, listLabel, inputRef, inputProps }: SuggestComboboxProps) {
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const { query, isFresh } = useSuggestions(typed);
  const pick = (value: string) => {
    const picked = query.data?.suggestions.find(({ id }) => id === value);
    combobox.closeDropdown();
    if (picked) onPick(picked);
  };
  const type = (text: string) => {
    onType(text);
    combobox.openDropdown();
    combobox.resetSelectedOption();
  };
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'Enter' && isFresh && combobox.getSelectedOptionIndex() < 0) combobox.selectFirstOption();
  };
  return (
    <Combobox store={combobox} onOptionSubmit={pick} shadow="md">
      <Combobox.Target>
        <TextInput
          {...inputProps}
          {...(inputRef && { ref: inputRef })}
          autoComplete="off"
          value={typed}
          onChange={(event) => type(event.currentTarget.value)}
          onFocus={() => typed && combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onKeyDown={onKeyDown}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={typed.trim() === ''}>
        <Combobox.Options mah={380} className="scrolls" aria-label={listLabel}>
          <SuggestionOptions query={query} />
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
