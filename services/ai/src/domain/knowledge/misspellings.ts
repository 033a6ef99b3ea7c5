/** Shorter words have too many neighbours that mean something else: of less than six letters, those with two swapped are looked at alone. */
const [shortest, shortestWithLetter] = [4, 6];
/** Longer ones are no words that somebody mistyped. */
const longest = 24;

const alphabets = ['abcdefghijklmnopqrstuvwxyz', 'абвгдежзийклмнопрстуфхцчшщъыьэюя'];

/** A word that somebody may have meant, by what went wrong with it. */
export interface Meant {
  readonly word: string;
  /** Letters that changed places are the slip that changes a meaning least. */
  readonly slip: 'swap' | 'letter';
}

/** The words of a text that are long enough to be put right. */
export function wordsToMend(text: string): string[] {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return [...new Set(words)].filter(({ length }) => length >= shortest && length <= longest);
}

/** Every word that one slip leads to this one from: two letters swapped, one left out, one too many, another one. The last letter is left: a word with another ending is another word. */
export function meantBy(word: string): Meant[] {
  const meant = new Map<string, Meant['slip']>();
  for (let at = 1; at < word.length; at += 1) {
    const swapped = word.slice(0, at - 1) + word[at]! + word[at - 1]! + word.slice(at + 1);
    if (swapped !== word) meant.set(swapped, 'swap');
  }
  if (word.length >= shortestWithLetter) for (const other of oneLetterOff(word)) if (other !== word && !meant.has(other)) meant.set(other, 'letter');
  return [...meant].map(([other, slip]) => ({ word: other, slip }));
}

function* oneLetterOff(word: string): Generator<string> {
  const letters = alphabets.find((alphabet) => [...word].some((letter) => alphabet.includes(letter))) ?? '';
  for (let at = 0; at < word.length - 1; at += 1) {
    const [before, after] = [word.slice(0, at), word.slice(at)];
    yield before + after.slice(1);
    for (const letter of letters) {
      yield before + letter + after;
      yield before + letter + after.slice(1);
    }
  }
}
