/** A deal's stay in a stage. */
export interface Stay {
  readonly fromStageId: string;
  readonly toStageId: string;
  readonly enteredAt: Date;
  readonly by: string;
  /** Absent where the deal still stands. */
  readonly leftAt?: Date;
}

/** A deal comes to a stage: the stay that ends with it, if there was one, and the one that begins. Clocks that go back make a stay of no length, never of less. */
export function entered(last: Stay | undefined, toStageId: string, at: Date, by: string): { readonly ended?: Stay; readonly begun: Stay } {
  const instant = last && at < last.enteredAt ? last.enteredAt : at;
  const begun = { fromStageId: last?.toStageId ?? '', toStageId, enteredAt: instant, by };
  return last ? { ended: { ...last, leftAt: instant }, begun } : { begun };
}

/** How long a stay was, in whole seconds; until now where it still is. */
export function secondsOf({ enteredAt, leftAt }: Stay, now: Date): number {
  return Math.max(0, Math.round(((leftAt ?? now).getTime() - enteredAt.getTime()) / 1000));
}
