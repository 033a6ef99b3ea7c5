import { latinise } from './alphabet.js';

/** What a letter becomes when it stands by itself. */
const plain: Readonly<Record<string, string>> = { y: 'i', j: 'i', w: 'v', q: 'k', c: 'k', x: 'ks' };
/** What `h` becomes after a letter: the second half of a digraph, or nothing. Elsewhere it is `х`, that is `kh`. */
const hAfter: Readonly<Record<string, string>> = { s: 'h', z: 'h', k: 'h', c: 'c', t: '', g: '', p: '', w: '' };

/**
 * A word (of `wordsOf`) in the one coarse Latin form that both scripts share: y, j and i are one letter, c is k, ch is kc, h is kh, doubled letters are single.
 * Reads from left to right and never takes back what it wrote, so that the skeleton of a word's beginning is a beginning of the word's skeleton, even in the middle of a digraph.
 */
export function skeleton(word: string): string {
  let out = '';
  let before = '';
  for (const character of word) {
    for (const letter of latinise(character)) {
      for (const mapped of codeOf(letter, before)) if (mapped !== out.at(-1)) out += mapped;
      before = letter;
    }
  }
  return out;
}

function codeOf(letter: string, before: string): string {
  if (letter === before) return '';
  if (letter === 'h') return hAfter[before] ?? 'kh';
  if (letter === 'z' && before === 't') return 's';
  return plain[letter] ?? letter;
}
