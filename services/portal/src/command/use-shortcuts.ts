import { useEffect } from 'react';
import { offeredCommands } from './commands.js';
import { isPlain, matchOf, strokeOf } from './keys.js';
import { arePlainKeysOn } from './plain-keys.js';

/** How long the second key of two may take. */
const sequenceMs = 1_200;

/** Runs the commands that are offered by their keys. Typing, and whatever must be answered first, goes before. */
export function useShortcuts(): void {
  useEffect(() => {
    let strokes = '';
    let until = 0;
    const onKeyDown = (event: KeyboardEvent) => {
      const stroke = strokeOf(event);
      if (event.defaultPrevented || event.isComposing || isBusy(event.target, stroke)) return;
      strokes = strokes && event.timeStamp < until ? `${strokes} ${stroke}` : stroke;
      until = event.timeStamp + sequenceMs;
      const offered = offeredCommands().filter(({ keys }) => keys !== undefined && (!isPlain(keys) || arePlainKeysOn()));
      const match = matchOf(
        strokes,
        offered.flatMap(({ keys }) => keys ?? []),
      );
      if (match === 'whole') {
        event.preventDefault();
        offered.find(({ keys }) => keys === strokes)?.run();
      }
      if (match !== 'begun') strokes = '';
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

function isBusy(target: EventTarget | null, stroke: string): boolean {
  if (document.querySelector('[aria-modal="true"]')) return true;
  const isTyping = target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
  const isTicking = target instanceof HTMLInputElement && target.type === 'checkbox';
  return isTyping && !isTicking && isPlain(stroke);
}
