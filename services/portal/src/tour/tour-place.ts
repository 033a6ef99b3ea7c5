import { useSyncExternalStore } from 'react';
import { stepTaken } from '../home/steps.js';
import { keep, kept } from '../session/kept.js';

const name = 'rapport.tour';
const listeners = new Set<() => void>();
const tourBegins = 0;
let step = kept(name);

/** Goes to a step of the tour, by its number; ends it without one. */
export function goOnTour(to: number | undefined): void {
  if (to === tourBegins) stepTaken('tour');
  step = to?.toString();
  keep(name, step);
  for (const tell of listeners) tell();
}

/** The step of somebody who is on the tour, also after a reload. */
export function useTourStep(): number | undefined {
  const now = useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => step,
  );
  return now === undefined ? undefined : Number(now);
}
