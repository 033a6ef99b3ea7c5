import { onlineManager } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';

/** How long to wait before asking again whether Rapport can be reached: the first time, and the longest. */
const firstAskMs = 1_000;
const longestAskMs = 20_000;

const listeners = new Set<() => void>();
let isLost = !navigator.onLine;
let waiting = 0;
let asking: Promise<void> | undefined;

window.addEventListener('offline', () => void connectionBack());
window.addEventListener('beforeunload', (event) => waiting > 0 && event.preventDefault());

/** Whether Rapport cannot be reached just now. */
export function useConnectionLost(): boolean {
  return useSyncExternalStore(listen, () => isLost);
}

/** Writes that are kept until they can be sent. The browser asks before a page is closed that has some. */
export function useWaitingWrites(): number {
  return useSyncExternalStore(listen, () => waiting);
}

/** Counts a write as kept until it is settled. */
export async function keptWhile<T>(settled: Promise<T>): Promise<T> {
  change(() => (waiting += 1));
  try {
    return await settled;
  } finally {
    change(() => (waiting -= 1));
  }
}

/** Says that a call did not get through; settles when Rapport answers again. However many wait, one asks. */
export function connectionBack(): Promise<void> {
  change(() => (isLost = true));
  asking ??= ask().finally(() => {
    asking = undefined;
    change(() => (isLost = false));
  });
  return asking;
}

async function ask(): Promise<void> {
  for (let waitMs = firstAskMs; ; waitMs = Math.min(longestAskMs, waitMs * 2)) {
    await pauseOrOnline(waitMs);
    const answer = await fetch('/healthz', { cache: 'no-store' }).catch(() => undefined);
    if (answer?.ok) return;
  }
}

function pauseOrOnline(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      window.removeEventListener('online', go);
      resolve();
    };
    const timer = setTimeout(go, ms);
    window.addEventListener('online', go);
  });
}

function listen(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

function change(how: () => void): void {
  how();
  // Reads wait as well, and are made up for when the line is back.
  onlineManager.setOnline(!isLost);
  for (const tell of listeners) tell();
}
