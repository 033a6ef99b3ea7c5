import type { Principal } from '@rapport/kernel';

/** Who answers for a call and when it was. */
export interface Owned {
  readonly ownerId: string;
  readonly teamId: string;
}

/** How far the work on a call has come. */
export interface Progress {
  readonly doneMs: number;
  readonly totalMs: number;
  /** What was done before this attempt began. */
  readonly baseMs: number;
  readonly beganAt: Date;
  readonly updatedAt: Date;
}

/** A new call belongs to whoever noted it and is shared with their team, unless said otherwise. */
export function owned<T extends Owned>(draft: T, by: Principal): T {
  return { ...draft, ownerId: draft.ownerId || by.id, teamId: draft.teamId || (by.teams[0] ?? '') };
}

/** Share that is done, and how long the rest will take at the speed so far; 0 when nothing can be said yet. */
export function reckoned({ doneMs, totalMs, baseMs, beganAt, updatedAt }: Progress): { percent: number; leftMs: number } {
  if (totalMs === 0) return { percent: 0, leftMs: 0 };
  const percent = Math.floor((100 * doneMs) / totalMs);
  const done = doneMs - baseMs;
  const tookMs = updatedAt.getTime() - beganAt.getTime();
  return { percent, leftMs: done > 0 ? Math.round(((totalMs - doneMs) * tookMs) / done) : 0 };
}
