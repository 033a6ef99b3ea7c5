import { latinise, wordsOf } from './alphabet.js';
import { otherLayout } from './keyboard.js';
import { keptPrefix, prefixesOf } from './prefixes.js';
import { distinct, type SearchForm } from './search-form.js';
import { skeleton } from './skeleton.js';
import { canonicalSpelling, otherSpelling, spellings } from './spellings.js';

interface TypedWord {
  readonly word: string;
  readonly form: string;
}

/** Texts looked for by the beginnings of their words, in either script: names, addresses, free text. `lengths` are the kept prefix lengths, ascending. */
export function wordForm(lengths: readonly number[]): SearchForm {
  return {
    exact: (value) => wordsOf(value).map(canonicalSpelling).join(' ') || undefined,
    stored: (value) => [...new Set(wordsOf(value).flatMap((word) => spellings(word).flatMap((form) => prefixesOf(form, lengths))))],
    typed: (typed) => distinct(readings(typed).map((words) => words.map(({ form }) => keptPrefix(form, lengths)))),
    matches: (value, typed) => {
      const stored = wordsOf(value).map((word) => ({ word, forms: spellings(word) }));
      return readings(typed).some((words) => words.length > 0 && words.every((one) => stored.some(({ word, forms }) => begins(word, forms, one))));
    },
  };
}

function readings(typed: string): TypedWord[][] {
  const words = wordsOf(typed);
  const slipped = otherLayout(typed);
  const literal = words.map((word) => ({ word, form: skeleton(word) }));
  const other = words.some((word) => otherSpelling(word) !== undefined) ? literal.map(({ word, form }) => ({ word, form: otherSpelling(word) ?? form })) : [];
  const meant = slipped === undefined ? [] : wordsOf(slipped).map((word) => ({ word, form: skeleton(word) }));
  return [literal, other, meant].map((reading) => reading.filter(({ form }) => form !== ''));
}

const cyrillicOnly = /^[\p{Script=Cyrillic}\p{M}]+$/u;

/** Between two Cyrillic words a letter is never half a digraph: К does not find Харитонов, though `k` finds Kharitonov. */
function begins(word: string, forms: readonly string[], typed: TypedWord): boolean {
  if (!forms.some((form) => form.startsWith(typed.form))) return false;
  if (!cyrillicOnly.test(word) || !cyrillicOnly.test(typed.word)) return true;
  const stored = letters(word);
  return letters(typed.word).every((letter, index) => letter === stored[index]);
}

/** A Cyrillic word letter by letter, doubled ones and signs dropped; я and ю are two, so that Наталья is Наталия. */
function letters(word: string): string[] {
  const split = [...word].flatMap((character) => {
    const code = skeleton(character);
    return latinise(character).startsWith('y') ? [...code] : [code];
  });
  return split.filter((code) => code !== '').filter((code, index, all) => code !== all[index - 1]);
}
