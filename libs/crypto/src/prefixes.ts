/** The beginnings of a text at the kept lengths, shortest first. Lengths count characters (code points). */
export function prefixesOf(text: string, lengths: readonly number[]): string[] {
  const characters = [...text];
  return lengths.filter((length) => length <= characters.length).map((length) => characters.slice(0, length).join(''));
}

/** The longest kept beginning of a typed text, or `undefined` when it is shorter than the shortest. */
export function keptPrefix(text: string, lengths: readonly number[]): string | undefined {
  return prefixesOf(text, lengths).at(-1);
}
