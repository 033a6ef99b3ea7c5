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
    matcher: (typed) => {
      const meant = readings(typed).filter((words) => words.length > 0);
      const sought = meant.map((words) => words.map((one) => ({ ...one, letters: cyrillicLetters(one.word) })));
      return (value) => {
        const stored = wordsOf(value).map((word) => ({ word, form: skeleton(word) }));
        return sought.some((words) => words.every((one) => stored.some((word) => begins(word, one))));
      };
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
function begins({ word, form }: TypedWord, typed: TypedWord & { readonly letters: readonly string[] | undefined }): boolean {
  // Its other spellings cost most, and are seldom the ones that fit.
  if (!form.startsWith(typed.form) && !spellings(word).some((spelling) => spelling.startsWith(typed.form))) return false;
  const stored = typed.letters && cyrillicLetters(word);
  return stored === undefined || typed.letters!.every((letter, index) => letter === stored[index]);
}

/** A Cyrillic word letter by letter, doubled ones and signs dropped; я and ю are two, so that Наталья is Наталия. Nothing for another word. */
function cyrillicLetters(word: string): readonly string[] | undefined {
  if (!cyrillicOnly.test(word)) return undefined;
  return [...word].flatMap(codesOf).filter((code, index, all) => code !== all[index - 1]);
}

const codes = new Map<string, readonly string[]>();

function codesOf(letter: string): readonly string[] {
  let known = codes.get(letter);
  if (!known) {
    const code = skeleton(letter);
    known = (latinise(letter).startsWith('y') ? [...code] : [code]).filter((one) => one !== '');
    codes.set(letter, known);
  }
  return known;
}
