import type { ConsentState } from '@rapport/contracts/client';

/** A purpose with how things stand on each of its channels. */
export interface PurposeStates {
  readonly purpose: string;
  readonly name: string;
  readonly description: string;
  readonly basis: string;
  readonly text: string;
  readonly states: readonly ConsentState[];
}

/** States as people read them: one purpose after the other, in the order given. */
export function byPurpose(states: readonly ConsentState[]): PurposeStates[] {
  return [...Map.groupBy(states, ({ purpose }) => purpose).values()].map((group) => {
    const { purpose, name, description, basis, text } = group[0]!;
    return { purpose, name, description, basis, text, states: group };
  });
}
