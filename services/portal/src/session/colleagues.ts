import type { Colleague } from '@rapport/contracts/client';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../api/api.js';
import { keys } from '../api/keys.js';
import { may, useMe } from './me.js';

const colleaguesQuery = queryOptions({ queryKey: keys.colleagues, queryFn: ({ signal }) => api.book.listColleagues({}, { signal }), staleTime: 5 * 60_000 });

/** Who works here; nobody for those who may not know. */
export function useColleagues(): { readonly all: readonly Colleague[]; readonly nameOf: (id: string) => string | undefined } {
  const me = useMe();
  const { data } = useQuery({ ...colleaguesQuery, enabled: may(me, 'teams.read') });
  return useMemo(() => {
    const all = data?.colleagues ?? [];
    const names = new Map(all.map(({ id, displayName, username }) => [id, displayName || username]));
    return { all, nameOf: (id) => names.get(id) };
  }, [data]);
}
