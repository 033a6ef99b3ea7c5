import { Combobox, Textarea, useCombobox } from '@mantine/core';
import type { Colleague } from '@rapport/contracts/client';
import { useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { useSay } from '../i18n/text.js';
import { Face } from '../look/face.js';
import { useColleagues } from '../session/colleagues.js';

interface MentionTextareaProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Ctrl+Enter. */
  readonly submit: () => void;
  readonly autoFocus?: boolean;
}

const mostShown = 6;

/** A text in which `@` offers colleagues to mention. */
export function MentionTextarea({ label, placeholder, value, onChange, submit, autoFocus = false }: MentionTextareaProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const [begun, setBegun] = useState<string>();
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const found = useMentionable(begun);
  const type = (text: string) => {
    onChange(text);
    const next = mentionBefore(area.current);
    setBegun(next);
    if (next === undefined) combobox.closeDropdown();
    else combobox.openDropdown();
  };
  const mention = (username: string) => {
    const end = area.current?.selectionStart ?? value.length;
    const start = end - (begun?.length ?? 0);
    onChange(`${value.slice(0, start)}${username} ${value.slice(end)}`);
    combobox.closeDropdown();
    const cursor = start + username.length + 1;
    requestAnimationFrame(() => area.current?.setSelectionRange(cursor, cursor));
  };
  const isOffering = combobox.dropdownOpened && found.length > 0;
  const onKeyDown = ({ key, ctrlKey, metaKey }: KeyboardEvent) => {
    if (key !== 'Enter') return;
    if (ctrlKey || metaKey) submit();
    else if (isOffering && combobox.getSelectedOptionIndex() < 0) combobox.selectFirstOption();
  };
  return (
    <Combobox store={combobox} onOptionSubmit={mention} shadow="md" position="bottom-start" width={280}>
      <Combobox.EventsTarget withKeyboardNavigation={isOffering}>
        <Textarea
          ref={area}
          aria-label={label}
          placeholder={placeholder}
          autosize
          autoFocus={autoFocus}
          onFocus={toEnd}
          minRows={2}
          maxRows={12}
          value={value}
          onChange={(event) => type(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.EventsTarget>
      <Mentionables colleagues={found} />
    </Combobox>
  );
}

function Mentionables({ colleagues }: { readonly colleagues: readonly Colleague[] }) {
  const say = useSay();
  return (
    <>
      <Combobox.DropdownTarget>
        <span />
      </Combobox.DropdownTarget>
      <Combobox.Dropdown hidden={colleagues.length === 0}>
        <Combobox.Options aria-label={say('note.mentions')}>
          {colleagues.map(({ id, username, displayName }) => (
            <Combobox.Option key={id} value={username}>
              <span className="hit">
                <Face name={displayName || username} size="sm" />
                <span>
                  {displayName} <span className="tiny soft">@{username}</span>
                </span>
              </span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </>
  );
}

/** Whoever comes to a text goes on writing it. */
function toEnd({ currentTarget: area }: FocusEvent<HTMLTextAreaElement>): void {
  area.setSelectionRange(area.value.length, area.value.length);
}

/** What stands between the last `@` and the cursor, when that begins a mention. */
function mentionBefore(area: HTMLTextAreaElement | null): string | undefined {
  const before = area?.value.slice(0, area.selectionStart) ?? '';
  return /(?:^|[\s(])@([\p{L}\d._-]{0,40})$/u.exec(before)?.[1];
}

function useMentionable(begun: string | undefined): readonly Colleague[] {
  const { all } = useColleagues();
  if (begun === undefined) return [];
  const wanted = begun.toLowerCase();
  const begins = ({ username, displayName }: Colleague) => [username, ...displayName.split(' ')].some((word) => word.toLowerCase().startsWith(wanted));
  return all.filter(begins).slice(0, mostShown);
}
