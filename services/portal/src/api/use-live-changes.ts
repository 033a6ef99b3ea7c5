import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useSessionOver } from '../session/session-over.js';
import { followChanges, type Change } from './changes.js';
import { nounNamed, type NounPlace } from '../nouns/nouns.js';
import { fieldsInLists, freshenLists, isInLongList } from './fresh-lists.js';
import { keys } from './keys.js';

/** Changes are gathered for this long before open pages read again. */
const gatherMs = 400;

/** Keeps what is on the page fresh while others, or other tabs, change it. */
export function useLiveChanges(): void {
  const client = useQueryClient();
  const isOver = useSessionOver();
  useEffect(() => {
    if (isOver) return undefined;
    let waiting: Change[] = [];
    let gathering: number | undefined;
    const stop = followChanges((change) => {
      waiting.push(change);
      gathering ??= window.setTimeout(() => {
        refresh(client, waiting);
        waiting = [];
        gathering = undefined;
      }, gatherMs);
    });
    return () => {
      stop();
      window.clearTimeout(gathering);
    };
  }, [client, isOver]);
}

function refresh(client: QueryClient, changes: readonly Change[]): void {
  const nouns = new Set(changes.map(({ noun }) => noun));
  for (const { noun, id } of changes) if (nounNamed(noun)) void client.invalidateQueries({ queryKey: keys.record(noun, id) });
  for (const name of nouns) {
    void client.invalidateQueries({ queryKey: keys.home(name) });
    const noun = nounNamed(name);
    if (noun) void freshen(client, noun, [...new Set(changes.filter((change) => change.noun === name).map(({ id }) => id))]);
  }
  for (const { noun, id } of changes) if (noun === 'call') void client.invalidateQueries({ queryKey: keys.call(id) });
  if (nouns.has('draft')) void client.invalidateQueries({ queryKey: keys.outbox });
  if (nouns.has('purpose')) void client.invalidateQueries({ queryKey: keys.purposes });
  if (nouns.has('notification')) void client.invalidateQueries({ queryKey: keys.notifications });
  if (nouns.has('correction')) void client.invalidateQueries({ queryKey: keys.corrections });
  if (nouns.has('custom-field')) void client.invalidateQueries({ queryKey: keys.customFields });
  for (const { noun, subjects = [] } of changes) {
    const keyOf = parts[noun];
    if (keyOf) for (const subject of subjects) void client.invalidateQueries({ queryKey: keyOf(subject.noun, subject.id) });
  }
}

/** What a customer's page shows beside the record itself, by the noun that changed. */
const parts: Readonly<Record<string, (noun: string, id: string) => readonly string[]>> = {
  note: keys.notes,
  relation: keys.relations,
  'timeline-entry': keys.timeline,
  'case-message': (_noun, id) => keys.conversation(id),
  'case-note': (_noun, id) => keys.conversation(id),
  'case-sorting': (_noun, id) => keys.sorting(id),
  consent: (_noun, id) => keys.consents(id),
  call: (_noun, id) => keys.calls(id),
  draft: (_noun, id) => keys.drafts(id),
};

/** Reads again what of the changed records stands in long lists; the others are read as lists. */
async function freshen(client: QueryClient, { load }: NounPlace, ids: readonly string[]): Promise<void> {
  const noun = await load();
  const fields = fieldsInLists(client, noun).split(',');
  const wanted = ids.filter((id) => isInLongList(client, noun, id));
  const read = await Promise.allSettled(wanted.map((id) => noun.calls.get(id, {}, fields)));
  freshenLists(
    client,
    noun,
    read.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : [])),
  );
}
