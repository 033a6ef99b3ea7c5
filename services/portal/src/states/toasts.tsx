import { lazy, Suspense, useSyncExternalStore } from 'react';

const Notifications = lazy(async () => ({ default: (await import('./toast-parts.js')).Notifications }));

const listeners = new Set<() => void>();
let areWanted = false;

/** Makes room for what is said in passing; nothing of it is loaded before. */
export function wantToasts(): void {
  areWanted = true;
  for (const tell of listeners) tell();
}

/** Where things are said in passing. */
export function Toasts() {
  const isWanted = useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => areWanted,
  );
  if (!isWanted) return null;
  return (
    <Suspense>
      <Notifications position="bottom-center" limit={3} />
    </Suspense>
  );
}
