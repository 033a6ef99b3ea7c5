import { keep, kept } from '../session/kept.js';

/** What a newcomer learns on the first day, by the names of its sentences. */
export type Step = 'tour' | 'palette' | 'person' | 'note' | 'task' | 'view' | 'field' | 'chain' | 'help';

const name = 'rapport.steps';
const listeners = new Set<() => void>();
let done = read();

/** Ticks a step off, wherever somebody took it. */
export function stepTaken(step: Step): void {
  if (done.includes(step)) return;
  done = [...done, step];
  keep(name, done.join(' '));
  for (const listener of listeners) listener();
}

/** For `useSyncExternalStore`: steps taken in this browser. */
export const stepsTaken = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  now: () => done,
};

function read(): readonly Step[] {
  return (kept(name) ?? '').split(' ').filter(Boolean) as Step[];
}
