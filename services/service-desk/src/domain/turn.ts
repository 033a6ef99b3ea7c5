/** The contract's rules by which new cases are given. */
export const caseTurn = { roundRobin: 1, leastLoad: 2 } as const;

/** A colleague who takes turns. */
export interface InTurn {
  readonly id: string;
  /** Cases of theirs that are not done. */
  readonly load: number;
  /** When they were last given one. */
  readonly givenAt: Date | undefined;
}

/** Whose turn it is: who has waited longest for a case, or who has fewest and then waited longest; the order given decides between equals. Nobody's without a rule. */
export function nextInTurn(turn: number, colleagues: readonly InTurn[]): string | undefined {
  if (turn !== caseTurn.roundRobin && turn !== caseTurn.leastLoad) return undefined;
  const loadOf = ({ load }: InTurn) => (turn === caseTurn.leastLoad ? load : 0);
  const givenTo = ({ givenAt }: InTurn) => givenAt?.getTime() ?? Number.NEGATIVE_INFINITY;
  return colleagues.toSorted((one, other) => loadOf(one) - loadOf(other) || compare(givenTo(one), givenTo(other)))[0]?.id;
}

function compare(one: number, other: number): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
