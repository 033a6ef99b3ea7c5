import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { Command } from './command.js';

const offers = new Map<object, readonly Command[]>();
const listeners = new Set<() => void>();
let all: readonly Command[] = [];

/** Offers commands while the component is on the page. */
export function useOffer(commands: readonly Command[]): void {
  const self = useRef({});
  useEffect(() => {
    const key = self.current;
    put(() => offers.set(key, commands));
    return () => put(() => offers.delete(key));
  }, [commands]);
}

/** Every command that is offered now. */
export function offeredCommands(): readonly Command[] {
  return all;
}

/** Does what a command does, where it is offered. */
export function runCommand(id: string): void {
  all.find((command) => command.id === id)?.run();
}

export function useCommands(): readonly Command[] {
  return useSyncExternalStore((tell) => {
    listeners.add(tell);
    return () => listeners.delete(tell);
  }, offeredCommands);
}

function put(how: () => void): void {
  how();
  all = [...offers.values()].flat();
  for (const tell of listeners) tell();
}
