import { Combobox, Modal, TextInput, useCombobox } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useSay } from '../i18n/text.js';
import { nounNamed } from '../nouns/nouns.js';
import { may, useMe } from '../session/me.js';
import { SuggestionOptions, useSuggestions } from '../shell/suggest.js';
import type { Command } from './command.js';
import { useCommands } from './commands.js';
import { KeyHint } from './key-hint.js';

/** Finds records by typing, and does whatever can be done from here. */
export function Palette({ close }: { readonly close: () => void }) {
  const say = useSay();
  const [typed, setTyped] = useState('');
  const before = useRef(document.activeElement);
  const combobox = useCombobox({ opened: true });
  const finds = may(useMe(), 'search.read');
  const { query, isFresh } = useSuggestions(finds ? typed : '');
  const commands = useMatching(typed);
  const open = useOpen();
  const isSearching = finds && typed.trim() !== '';
  const leave = () => {
    close();
    if (before.current instanceof HTMLElement) before.current.focus();
  };
  const pick = (value: string) => {
    close();
    const command = commands.find(({ id }) => id === value);
    // Once the palette is gone, what a command shows may take the focus.
    if (command) requestAnimationFrame(command.run);
    else open(query.data?.suggestions.find(({ id }) => id === value));
  };
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'Enter' && combobox.getSelectedOptionIndex() < 0 && (!isSearching || isFresh)) combobox.selectFirstOption();
  };
  return (
    <Modal
      opened
      onClose={leave}
      returnFocus={false}
      withCloseButton={false}
      size="lg"
      padding={0}
      yOffset="12dvh"
      title={say('palette.title')}
      classNames={{ header: 'unseen' }}
    >
      <Combobox store={combobox} onOptionSubmit={pick}>
        <Combobox.EventsTarget>
          <TextInput
            variant="unstyled"
            size="md"
            className="palette-input"
            leftSection={<IconSearch size={18} aria-hidden />}
            aria-label={say(finds ? 'palette.label' : 'palette.labelActions')}
            placeholder={say(finds ? 'palette.label' : 'palette.labelActions')}
            autoComplete="off"
            data-autofocus
            value={typed}
            onChange={({ currentTarget }) => {
              setTyped(currentTarget.value);
              combobox.resetSelectedOption();
            }}
            onKeyDown={onKeyDown}
          />
        </Combobox.EventsTarget>
        <Combobox.Options className="palette-options scrolls" aria-label={say('palette.title')}>
          {isSearching && <SuggestionOptions query={query} />}
          <CommandOptions commands={commands} />
        </Combobox.Options>
      </Combobox>
    </Modal>
  );
}

const groups = ['page', 'go', 'anywhere'] as const;

function CommandOptions({ commands }: { readonly commands: readonly Command[] }) {
  const say = useSay();
  return groups.map((group) => {
    const own = commands.filter((command) => command.group === group);
    return (
      own.length > 0 && (
        <Combobox.Group key={group} label={say(`command.group.${group}`)}>
          {own.map(({ id, label, icon: Sign, keys }) => (
            <Combobox.Option key={id} value={id}>
              <span className="command">
                <Sign size={16} stroke={1.6} aria-hidden />
                <span className="cut">{label}</span>
                {keys && <KeyHint keys={keys} />}
              </span>
            </Combobox.Option>
          ))}
        </Combobox.Group>
      )
    );
  });
}

/** The commands whose words begin as is typed, in any order. */
function useMatching(typed: string): readonly Command[] {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const all = useCommands().filter(({ id }) => id !== 'palette');
  return all.filter(({ label }) => {
    const words = label.toLowerCase().split(/[\s:]+/);
    return wanted.every((begin) => words.some((word) => word.startsWith(begin)));
  });
}

function useOpen(): (found: { readonly noun: string; readonly id: string } | undefined) => void {
  const navigate = useNavigate();
  return (found) => {
    const path = nounNamed(found?.noun ?? '')?.path;
    if (path && found) void navigate({ to: `${path}/$id`, params: { id: found.id } });
  };
}
