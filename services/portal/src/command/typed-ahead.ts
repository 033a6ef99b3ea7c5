import { useCallback, useEffect, useRef } from 'react';

/** What was typed before the control was there that takes it. */
export interface TypedAhead {
  readonly text: string;
  /** Enter came after it. */
  readonly isEntered: boolean;
}

const nothing: TypedAhead = { text: '', isEntered: false };

/** Keeps what is typed between asking for a control and its coming: `begin` when it is asked for, `take` when it has the focus, or is wanted no longer. */
export function useTypedAhead(): { readonly begin: () => void; readonly take: () => TypedAhead } {
  const caught = useRef<() => TypedAhead>(undefined);
  const begin = useCallback(() => {
    caught.current ??= catchTyping();
  }, []);
  const take = useCallback(() => {
    const typed = caught.current?.() ?? nothing;
    caught.current = undefined;
    return typed;
  }, []);
  useEffect(() => () => void take(), [take]);
  return { begin, take };
}

/** Catches keys that write before anything else hears of them, until it is asked what they were. */
function catchTyping(): () => TypedAhead {
  let typed = nothing;
  const onKeyDown = (event: KeyboardEvent) => {
    const next = typedAfter(typed, event);
    if (!next) return;
    typed = next;
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener('keydown', onKeyDown, true);
  return () => {
    document.removeEventListener('keydown', onKeyDown, true);
    return typed;
  };
}

/** What stands there after another key; nothing for a key that does not write. */
export function typedAfter(
  { text }: TypedAhead,
  { key, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
): TypedAhead | undefined {
  if (key === 'Enter') return { text, isEntered: text !== '' };
  if (key === 'Backspace') return { text: text.slice(0, -1), isEntered: false };
  // With AltGr, which is both on Windows, signs are written too.
  const isCommand = (ctrlKey || metaKey || altKey) && !(ctrlKey && altKey);
  return key.length === 1 && !isCommand ? { text: text + key, isEntered: false } : undefined;
}
