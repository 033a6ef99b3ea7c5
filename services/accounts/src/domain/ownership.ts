import type { Principal } from '@rapport/kernel';

/** Who answers for a customer, and where the customer came from. */
export interface Ownership {
  readonly ownerId: string;
  readonly teamId: string;
  readonly source: string;
}

/** A new customer belongs to whoever added them and is shared with their team, unless said otherwise. */
export function owned<T extends Ownership>(draft: T, by: Principal): T {
  return { ...draft, ownerId: draft.ownerId || by.id, teamId: draft.teamId || (by.teams[0] ?? ''), source: draft.source || 'manual' };
}
