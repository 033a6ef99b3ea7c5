import type { Assignee } from './lead.js';

/** By which order leads are given out; the numbers are the contract's. */
export const assignmentMode = { none: 1, roundRobin: 2, load: 3 } as const;

/** How new leads are given out. */
export interface AssignmentRule {
  readonly mode: number;
  readonly memberIds: readonly string[];
  readonly teamId: string;
}

/**
 * Who gets the next lead; nobody where leads are not given out. `turn` counts what was given out before, `load` what each member has in work.
 * Among equals by load the turn decides, so that nobody is always the first.
 */
export function nextAssignee(rule: AssignmentRule, turn: number, load: ReadonlyMap<string, number>): Assignee | undefined {
  const { mode, memberIds, teamId } = rule;
  if (memberIds.length === 0 || mode === assignmentMode.none) return undefined;
  const inTurn = memberIds.map((_, at) => memberIds[(turn + at) % memberIds.length]!);
  if (mode === assignmentMode.roundRobin) return { ownerId: inTurn[0]!, teamId };
  const loadOf = (member: string) => load.get(member) ?? 0;
  return { ownerId: inTurn.reduce((least, member) => (loadOf(member) < loadOf(least) ? member : least)), teamId };
}
