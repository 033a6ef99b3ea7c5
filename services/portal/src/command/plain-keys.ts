import { useSyncExternalStore } from 'react';
import { kept, keep } from '../session/kept.js';

const keptAs = 'rapport.plain-keys';
const listeners = new Set<() => void>();

/** Whether shortcuts of a single key work. Who dictates, or hits keys by accident, switches them off. */
export function arePlainKeysOn(): boolean {
  return kept(keptAs) !== 'off';
}

export function switchPlainKeys(on: boolean): void {
  keep(keptAs, on ? undefined : 'off');
  for (const tell of listeners) tell();
}

export function usePlainKeys(): boolean {
  return useSyncExternalStore((tell) => {
    listeners.add(tell);
    return () => listeners.delete(tell);
  }, arePlainKeysOn);
}
