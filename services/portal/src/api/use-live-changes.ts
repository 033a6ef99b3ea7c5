import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { followChanges, type Change } from './changes.js';
import { keys } from './keys.js';

/** Changes are gathered for this long before open pages read again. */
const gatherMs = 400;
/** The timeline is kept by an ear that hears the same event; it stands a moment later. */
const timelineLagMs = 1_500;

/** Keeps what is on the page fresh while others, or other tabs, change it. */
export function useLiveChanges(): void {
  const client = useQueryClient();
  useEffect(() => {
    let waiting: Change[] = [];
    let gathering: number | undefined;
    let timelines: number | undefined;
    const stop = followChanges((change) => {
      waiting.push(change);
      gathering ??= window.setTimeout(() => {
        refresh(client, waiting);
        waiting = [];
        gathering = undefined;
      }, gatherMs);
      window.clearTimeout(timelines);
      timelines = window.setTimeout(() => void client.invalidateQueries({ queryKey: keys.timelines }), timelineLagMs);
    });
    return () => {
      stop();
      window.clearTimeout(gathering);
      window.clearTimeout(timelines);
    };
  }, [client]);
}

function refresh(client: QueryClient, changes: readonly Change[]): void {
  const nouns = new Set(changes.map(({ noun }) => noun));
  for (const { noun, id } of changes) if (isCustomer(noun)) void client.invalidateQueries({ queryKey: keys.record(noun, id) });
  for (const noun of nouns) if (isCustomer(noun)) void client.invalidateQueries({ queryKey: keys.lists(noun) });
  if (nouns.has('note')) void client.invalidateQueries({ queryKey: keys.allNotes });
  if (nouns.has('relation')) void client.invalidateQueries({ queryKey: keys.allRelations });
  if (nouns.has('custom-field')) void client.invalidateQueries({ queryKey: keys.customFields });
  void client.invalidateQueries({ queryKey: keys.timelines });
}

function isCustomer(noun: string): boolean {
  return noun === 'contact' || noun === 'company';
}
