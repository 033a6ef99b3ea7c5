import type { View } from '@rapport/contracts/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { keys } from '../api/keys.js';
import { useSay } from '../i18n/text.js';
import type { Noun } from '../nouns/noun.js';
import { may, useMe } from '../session/me.js';
import { offerUndo, sayDone, sayTrouble } from '../states/toast.js';
import { keptView, starterViews, type ListView } from './list-view.js';
import { viewCalls as calls } from './view-calls.js';

const mostViews = 200;

/** What of a view is written. */
export type ViewDraft = Partial<Pick<View, 'name' | 'filter' | 'orderBy' | 'layout' | 'groupBy' | 'dateField' | 'columns' | 'visibility' | 'pinned'>>;

/** The views of a list: those that everybody has, then one's own and those that are shared with one. */
export function useViews(noun: Noun): { readonly views: readonly ListView[]; readonly isReady: boolean } {
  const say = useSay();
  const isAllowed = may(useMe(), 'views.read');
  const { data, isPending } = useQuery({
    queryKey: keys.views(noun.name),
    queryFn: async ({ signal }) => (await calls.listViews({ filter: `noun = "${noun.name}"`, orderBy: 'position', pageSize: mostViews }, { signal })).views,
    enabled: isAllowed,
    staleTime: 5 * 60_000,
  });
  const views = useMemo(() => [...starterViews(noun, say), ...(data ?? []).map((view) => keptView(view, noun))], [noun, say, data]);
  return { views, isReady: !isAllowed || !isPending };
}

/** Keeps views, changes them and takes them away. */
export function useViewWrites(noun: Noun) {
  const client = useQueryClient();
  const say = useSay();
  const put = (fresh: View, isGone = false) =>
    client.setQueryData<View[]>(keys.views(noun.name), (before = []) => {
      const others = before.filter(({ id }) => id !== fresh.id);
      return isGone ? others : before.length === others.length ? [...before, fresh] : before.map((view) => (view.id === fresh.id ? fresh : view));
    });
  const save = useMutation({
    mutationFn: ({ kept, draft }: { readonly kept?: View | undefined; readonly draft: ViewDraft }) =>
      kept
        ? calls.updateView({ view: { ...draft, id: kept.id }, updateMask: { paths: pathsOf(draft) } }, { ifMatch: kept.etag })
        : calls.createView({ view: { ...draft, noun: noun.name, position: Date.now() / 1e7 } }),
    onSuccess: (view) => {
      put(view);
      sayDone(say('view.saved', { title: view.name }));
    },
  });
  const restore = async (id: string) => {
    const view = await calls.restoreView({ id });
    put(view);
    sayDone(say('view.restored', { title: view.name }));
  };
  const remove = async ({ id, etag, name }: View) => {
    put(await calls.deleteView({ id, etag }), true);
    offerUndo(say('view.deleted', { title: name }), () => void restore(id).catch(sayTrouble));
  };
  return { save, remove: (view: View) => remove(view).catch(sayTrouble) };
}

/** The contract's names of what is written. */
function pathsOf(draft: ViewDraft): string[] {
  return Object.keys(draft).map((name) => name.replace(/[A-Z]/g, (sign) => `_${sign.toLowerCase()}`));
}
