import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let over = false;

/** Says that the gateway no longer knows this browser; whoever is signed in is asked to sign in again. */
export function announceSessionOver(): void {
  over = true;
  for (const tell of listeners) tell();
}

export function useSessionOver(): boolean {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => over,
  );
}
