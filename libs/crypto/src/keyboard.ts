const latin = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const cyrillic = 'ёйцукенгшщзхъфывапролджэячсмитьбю';
const toCyrillic = new Map([...latin].map((key, index) => [key, cyrillic[index]!]));
const toLatin = new Map([...cyrillic].map((key, index) => [key, latin[index]!]));

/** Letters, with the signs that stand inside of names and addresses; and a Cyrillic word does not begin with a sign. */
const wordLike = /^(?:[a-z]+(?:['.][a-z]+)*\.?|(?![ьъ])[а-яё]+)$/;

/**
 * What was meant if the keyboard stood in the other layout (ЙЦУКЕН ↔ QWERTY): `bdfyjd` → `иванов`, `шмфтщм` → `ivanov`. `undefined` when that is not likely:
 * fewer than three letters, keys of both layouts, a word without a vowel, or one that no Latin word is written like.
 */
export function otherLayout(typed: string): string | undefined {
  const lower = typed.normalize('NFC').toLowerCase().trim();
  if (lower.length < 3) return undefined;
  const words = lower.split(/\s+/);
  const [map, vowel] = /[а-яё]/.test(lower) ? [toLatin, /[aeiouy]/] : [toCyrillic, /[аеёиоуыэюя]/];
  const meant = words.map((word) => [...word].map((key) => map.get(key)));
  if (meant.some((word) => word.includes(undefined))) return undefined;
  const texts = meant.map((word) => word.join(''));
  return texts.every((text) => vowel.test(text) && wordLike.test(text)) ? texts.join(' ') : undefined;
}
