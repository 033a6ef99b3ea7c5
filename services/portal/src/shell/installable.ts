/** What a browser asks before it offers to install the portal. */
interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

let offer: InstallPrompt | undefined;
const listeners = new Set<() => void>();

/** Keeps the portal's files on this device, so that it opens without a line, and waits for the browser's word that it can be installed. */
export function makeInstallable(): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    become(event as InstallPrompt);
  });
  window.addEventListener('appinstalled', () => become(undefined));
  if ('serviceWorker' in navigator) window.addEventListener('load', () => void navigator.serviceWorker.register('/sw.js').catch(() => undefined));
}

/** Asks the person; resolves when they have answered. */
export async function install(): Promise<void> {
  const asked = offer;
  become(undefined);
  await asked?.prompt();
}

/** For `useSyncExternalStore`. */
export const installOffer = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  isThere: () => offer !== undefined,
};

function become(next: InstallPrompt | undefined): void {
  offer = next;
  for (const listener of listeners) listener();
}
