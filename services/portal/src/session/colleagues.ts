import type { Colleague, ListColleaguesResponse } from '@rapport/contracts/client';
import { queryOptions, useQuery } from '@tanstack/react-query';
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
  return data ? knownOf(data) : nobody;
}

const nobody: Colleagues = { all: [], nameOf: () => undefined, teams: [] };
const known = new WeakMap<ListColleaguesResponse, Colleagues>();

/** Made once of an answer: every row of a list asks for the name of its owner. */
function knownOf(answer: ListColleaguesResponse): Colleagues {
  const before = known.get(answer);
  if (before) return before;
  const { colleagues: all } = answer;
  const names = new Map(all.map(({ id, displayName, username }) => [id, displayName || username]));
  const made = { all, nameOf: (id: string) => names.get(id), teams: [...new Set(all.flatMap(({ teams }) => teams))].sort() };
  known.set(answer, made);
  return made;
}
