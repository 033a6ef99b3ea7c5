/** One of several ways to reach somebody. */
export interface Point {
  readonly value: string;
  readonly label: string;
  readonly preferred: boolean;
}

/** Each address once, the preferred one first; of several preferred ones the last written wins. */
export function arranged<P extends Point>(points: readonly P[]): P[] {
  const unique = [...new Map(points.map((point) => [point.value.toLowerCase(), point])).values()];
  const preferred = unique.findLast((point) => point.preferred) ?? unique[0];
  return unique.map((point) => ({ ...point, preferred: point === preferred })).sort((a, b) => Number(b.preferred) - Number(a.preferred));
}
