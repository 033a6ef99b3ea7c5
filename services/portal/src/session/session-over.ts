import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let over = false;

/** Says that the gateway no longer knows this browser; whoever is signed in is asked to sign in again. */
export function announceSessionOver(): void {
  put(true);
}

/** Says that the same person signed in again, in another window. */
export function announceSessionBack(): void {
  put(false);
}

/** Settles when the session is there, at once where it is. */
export function sessionBack(): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (over) return;
      listeners.delete(look);
      resolve();
    };
    listeners.add(look);
    look();
  });
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

function put(next: boolean): void {
  if (over === next) return;
  over = next;
  for (const tell of listeners) tell();
}
