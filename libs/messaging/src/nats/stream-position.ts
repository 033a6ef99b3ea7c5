/** How far each stream was seen: `EVENTS_accounts:12,EVENTS_sales:5`. */
export type Seen = ReadonlyMap<string, number>;

/** The position as text. */
export function positionOf(seen: Seen): string {
  return [...seen].map(([stream, sequence]) => `${stream}:${sequence}`).join(',');
}

/** The text as a position; streams that it does not name well are missing. */
export function seenOf(position: string): Seen {
  const parts = position.split(',').map((part) => /^([\w-]+):(\d{1,15})$/.exec(part));
  return new Map(parts.flatMap((part) => (part ? [[part[1]!, Number(part[2])] as const] : [])));
}
