/** What two people did to a set at once: who adds a tag gets it, and who removes one is rid of it. */
export function mergedTags(before: readonly string[], theirs: readonly string[], mine: readonly string[]): string[] {
  const added = mine.filter((tag) => !before.includes(tag));
  const removed = before.filter((tag) => !mine.includes(tag));
  return [...new Set([...theirs, ...added])].filter((tag) => !removed.includes(tag));
}
