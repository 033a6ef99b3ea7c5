/** The sentences that may tell of an entry of a timeline, the one that says most first: what was done, what it was. */
export function timelineKeys(kind: string, action = ''): readonly string[] {
  return [kind === 'consent' ? `consent.action.${action}` : `timeline.${kind}.${action}`, `timeline.kind.${kind}`];
}
