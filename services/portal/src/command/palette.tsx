import '../look/modal.css';
import { stepTaken } from '../home/steps.js';
import { Combobox, Modal, TextInput, useCombobox, type ComboboxStore } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useSay } from '../i18n/text.js';
import { nounNamed } from '../nouns/nouns.js';
import { recordPath } from '../nouns/record-path.js';
import { may, useMe } from '../session/me.js';
import { SuggestionOptions, useSuggestions } from '../shell/suggest.js';
import type { Command } from './command.js';
import { useCommands } from './commands.js';
import { KeyHint } from './key-hint.js';
import type { TypedAhead } from './typed-ahead.js';

interface PaletteProps {
  readonly close: () => void;
  /** What was typed while the palette was on its way. */
  readonly takeTyped: () => TypedAhead;
}

/** Finds records by typing, and does whatever can be done from here. */
export function Palette({ close, takeTyped }: PaletteProps) {
  const say = useSay();
  const [typed, setTyped] = useState('');
  const combobox = useCombobox({ opened: true });
  useEffect(() => stepTaken('palette'), []);
  const finds = may(useMe(), 'search.read');
  const { query, isFresh } = useSuggestions(finds ? typed : '');
  const commands = useMatching(typed);
  const open = useOpen();
  const isSearching = finds && typed.trim() !== '';
  const leave = useLeaving(close);
  const pick = (value: string) => {
    close();
    const command = commands.find(({ id }) => id === value);
    // Once the palette is gone, what a command shows may take the focus.
    if (command) requestAnimationFrame(command.run);
    else open(query.data?.suggestions.find(({ id }) => id === value));
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
        <PaletteInput
          label={say(finds ? 'palette.label' : 'palette.labelActions')}
          typed={typed}
          type={setTyped}
          combobox={combobox}
          isReady={!isSearching || isFresh}
          takeTyped={takeTyped}
          leave={leave}
        />
        <Combobox.Options className="palette-options scrolls" tabIndex={0} aria-label={say('palette.title')}>
          {isSearching && <SuggestionOptions query={query} />}
          <CommandOptions commands={commands} />
        </Combobox.Options>
      </Combobox>
    </Modal>
  );
}

/** Closes, and gives the focus back to where it was. */
function useLeaving(close: () => void): () => void {
  const before = useRef(document.activeElement);
  return () => {
    close();
    if (before.current instanceof HTMLElement) before.current.focus();
  };
}

interface PaletteInputProps {
  readonly label: string;
  readonly typed: string;
  readonly type: (text: string) => void;
  readonly combobox: ComboboxStore;
  /** The options are those of what stands there now. */
  readonly isReady: boolean;
  readonly takeTyped: () => TypedAhead;
  readonly leave: () => void;
}

function PaletteInput({ label, typed, type, combobox, isReady, takeTyped, leave }: PaletteInputProps) {
  const [isHurried, setHurried] = useState(false);
  useEffect(() => {
    // Enter came before the answer: it takes the first of that.
    if (!isHurried || !isReady) return;
    setHurried(false);
    combobox.selectFirstOption();
    combobox.clickSelectedOption();
  }, [isHurried, isReady, combobox]);
  const onKeyDown = ({ key }: KeyboardEvent) => {
    // The options are always open, and an Escape over open options would otherwise be theirs alone.
    if (key === 'Escape') leave();
    if (key !== 'Enter' || combobox.getSelectedOptionIndex() >= 0) return;
    if (isReady) combobox.selectFirstOption();
    else setHurried(true);
  };
  const onFocus = () => {
    const { text, isEntered } = takeTyped();
    if (text === '') return;
    type(typed + text);
    setHurried(isEntered);
  };
  return (
    <Combobox.EventsTarget>
      <TextInput
        variant="unstyled"
        size="md"
        className="palette-input"
        leftSection={<IconSearch size={18} aria-hidden />}
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        data-autofocus
        value={typed}
        onChange={({ currentTarget }) => {
          type(currentTarget.value);
          setHurried(false);
          combobox.resetSelectedOption();
        }}
        onFocus={onFocus}
        onKeyDown={onKeyDown}
      />
    </Combobox.EventsTarget>
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
    const noun = nounNamed(found?.noun ?? '');
    if (noun && found) void navigate({ to: recordPath(noun, found.id) });
  };
}
