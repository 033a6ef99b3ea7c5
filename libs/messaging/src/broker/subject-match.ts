/** Whether a subject is one of a pattern: words between dots, `*` for any one word, `>` for one or more at the end. */
export function matches(pattern: string, subject: string): boolean {
  if (pattern === subject) return true;
  const wanted = pattern.split('.');
  const words = subject.split('.');
  for (const [index, want] of wanted.entries()) {
    if (want === '>') return index < words.length;
    if (words[index] === undefined || (want !== '*' && want !== words[index])) return false;
  }
  return wanted.length === words.length;
}

/** A pattern as SQL GLOB over subjects, a superset of what it matches. */
export function globOf(pattern: string): string {
  return pattern.replaceAll('>', '*');
}
