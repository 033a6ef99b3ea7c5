/** The number that so large a part of them stays under, rounded; 0 of none. */
export function quantile(numbers: readonly number[], part: number): number {
  return Math.round(numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * part)] ?? 0);
}
