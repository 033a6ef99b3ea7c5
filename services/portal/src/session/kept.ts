/** What this browser keeps for its reader, such as a language; nothing that tells of a customer. */
export function kept(name: string): string | undefined {
  try {
    return localStorage.getItem(name) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps it, or forgets it where nothing is given. A browser that keeps nothing asks again next time. */
export function keep(name: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // Private windows may refuse.
  }
}
