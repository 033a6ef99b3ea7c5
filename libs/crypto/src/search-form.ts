/** How values of one class are looked for. The strings are what blind tokens are made of: they never leave the process. */
export interface SearchForm {
  /** The whole value normalised: two values with the same are one. `undefined` for a value that has nothing to compare. */
  exact(value: string): string | undefined;
  /** Every beginning under which the value can be found. */
  stored(value: string): string[];
  /** What may have been typed, likeliest first, at most three readings; a row fits a reading when it holds all of its strings. */
  typed(typed: string): string[][];
  /** Tells of values, decrypted, whether they are what was typed: finer than the tokens, which know only kept lengths. What was typed is read once for all of them. */
  matcher(typed: string): (value: string) => boolean;
}

/** Readings without repetition and without empty ones, at most three. */
export function distinct(readings: readonly (readonly (string | undefined)[])[]): string[][] {
  const seen = new Map<string, string[]>();
  for (const reading of readings) {
    const strings = [...new Set(reading.filter((text) => text !== undefined))];
    if (strings.length > 0) seen.set(strings.join('\0'), strings);
  }
  return [...seen.values()].slice(0, 3);
}
