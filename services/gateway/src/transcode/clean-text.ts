/** Whether a text can be kept as it was sent: no NUL, which PostgreSQL refuses, and no half of a surrogate pair, which UTF-8 cannot hold. */
export function isCleanText(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** What is said of one that cannot. */
export const uncleanText = { reason: 'INVALID_FORMAT', params: { expected: 'Unicode, no U+0000' } } as const;
