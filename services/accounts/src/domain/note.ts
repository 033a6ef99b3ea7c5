/** A colleague who can be mentioned. */
export interface Mentionable {
  readonly id: string;
  readonly username: string;
}

/** The usernames that a text mentions as `@username`, each once. An e-mail address mentions nobody. */
export function mentionsIn(text: string): string[] {
  return [...new Set([...text.matchAll(/(?<![\p{L}\p{N}._-])@([a-z0-9][a-z0-9._-]{1,60})/giu)].map((match) => match[1]!.toLowerCase().replace(/[._-]+$/, '')))];
}

/** The ids of the colleagues mentioned, in the order of the text. Unknown names are just text. */
export function mentionedIds(text: string, colleagues: readonly Mentionable[]): string[] {
  const ids = new Map(colleagues.map((colleague) => [colleague.username.toLowerCase(), colleague.id]));
  return mentionsIn(text).flatMap((name) => ids.get(name) ?? []);
}
