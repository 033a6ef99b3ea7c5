import type { Colleague } from '@rapport/contracts/client';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../api/api.js';
import { keys } from '../api/keys.js';
import { may, useMe } from './me.js';

const colleaguesQuery = queryOptions({ queryKey: keys.colleagues, queryFn: ({ signal }) => api.book.listColleagues({}, { signal }), staleTime: 5 * 60_000 });

interface Colleagues {
  readonly all: readonly Colleague[];
  readonly nameOf: (id: string) => string | undefined;
  /** The teams that they are in. */
  readonly teams: readonly string[];
}

/** A team by its own name, without the tenant before it. */
export function teamShown(team: string): string {
  return team.split('/').at(-1) ?? team;
}

/** Who works here; nobody for those who may not know. */
export function useColleagues(): Colleagues {
  const me = useMe();
  const { data } = useQuery({ ...colleaguesQuery, enabled: may(me, 'teams.read') });
  return useMemo(() => {
    const all = data?.colleagues ?? [];
    const names = new Map(all.map(({ id, displayName, username }) => [id, displayName || username]));
    return { all, nameOf: (id) => names.get(id), teams: [...new Set(all.flatMap(({ teams }) => teams))].sort() };
  }, [data]);
}
