/** So much is added to a rank, that the first of one list does not outweigh agreement. */
const damping = 60;

/** Several rankings of the same things as one (reciprocal rank fusion); a thing that a ranking does not hold gets nothing from it. */
export function fused(rankings: readonly { readonly ids: readonly string[]; readonly weight: number }[]): string[] {
  const scores = new Map<string, number>();
  for (const { ids, weight } of rankings) {
    for (const [rank, id] of ids.entries()) scores.set(id, (scores.get(id) ?? 0) + weight / (damping + rank + 1));
  }
  return [...scores].toSorted((a, b) => b[1] - a[1]).map(([id]) => id);
}
