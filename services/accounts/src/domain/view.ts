import type { Principal } from '@rapport/kernel';

/** What the rules of a view look at. Whatever else the contract has passes through untouched. */
export interface ViewFacts {
  readonly layout: number;
  readonly visibility: number;
  readonly ownerId: string;
  readonly teamId: string;
}

/** The numbers of the contract. */
export const visibility = { private: 1, team: 2, tenant: 3 } as const;
const table = 1;

/** A new view: a table for whoever keeps it, unless said otherwise. */
export function newView<T extends ViewFacts>(draft: T, by: Principal): T {
  return changedView({ ...draft, ownerId: draft.ownerId || by.id }, by);
}

/** A view after a change: a team's view has a team, and no other one has. */
export function changedView<T extends ViewFacts>(view: T, by: Principal): T {
  const shared = view.visibility || visibility.private;
  const teamId = shared === visibility.team ? view.teamId || (by.teams[0] ?? '') : '';
  return { ...view, layout: view.layout || table, visibility: shared, teamId };
}
