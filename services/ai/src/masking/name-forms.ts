import { skeleton } from '@rapport/crypto';
import { calledToo } from './nicknames.js';

const escaped = (text: string) =>
  text
    .replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll(/[её]/giu, '[её]')
    .replaceAll(/['’]/g, "['’]");

/** A word in any Russian case where it is Russian, with or without the English ’s where it is not; ё may be written е. */
export function formsOf(word: string): string {
  if (!/^\p{Script=Cyrillic}+$/u.test(word)) return `${escaped(word)}(?:['’]?s|['’])?`;
  const stems = new Set([word.length > 2 ? word.replace(/[аяоеёыийьу]$/iu, '') : word]);
  // Белая, белой, белого: what stands before the ending of an adjective.
  const adjective = /^(.{2,}[^аяоеёыиуюэй])(?:ый|ий|ой|ая|яя|ое|ых|их)$/iu.exec(word);
  if (adjective) stems.add(adjective[1]!);
  // Павел and Павла, Лев and Льва, Соловей and Соловья: a vowel that is there in one case alone.
  const fleeting = /^(.+)[еёо]([бвгджзклмнпрстфхцчшй])$/iu.exec(word);
  if (fleeting) for (const between of ['', 'ь']) stems.add(fleeting[2] === 'й' ? `${fleeting[1]}ь` : `${fleeting[1]}${between}${fleeting[2]}`);
  return `(?:${[...stems].map((stem) => `${escaped(stem)}\\p{Script=Cyrillic}{0,${stem.length > 2 ? 3 : 2}}`).join('|')})`;
}

/** Whole words, any case of letters. A part of a name takes initials and a form of address along. */
export function wholeName(words: readonly string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${words.map(formsOf).join('[\\s,«»"-]+')}(?![\\p{L}\\p{N}])`, 'giu');
}

const initials = '(?:[\\s,]+\\p{Lu}\\.?(?:\\s?\\p{Lu}\\.?)?(?![\\p{L}\\p{N}]))?';

/** One word of a person's name, alone or with initials. */
export function partOfName(word: string): RegExp {
  const before = '(?<![\\p{L}\\p{N}])(?:(?:\\p{Lu}\\.\\s?){1,2})?';
  // Two letters are a name where the first is a capital: “Ли”, and not the particle.
  if (word.length < 3) return new RegExp(`${before}${escaped(word[0]!.toUpperCase() + word.slice(1).toLowerCase())}${initials}(?![\\p{L}\\p{N}])`, 'gu');
  return new RegExp(`${before}${anyCase(formsOf(word))}${initials}(?![\\p{L}\\p{N}])`, 'gu');
}

/** The case of the letters of a pattern left open, and of nothing else. */
function anyCase(pattern: string): string {
  return `(?i:${pattern})`;
}

/** The words of people's names, and what else each given name is called by. */
export function partsOf(people: readonly string[]): string[] {
  const parts = people.flatMap((name) => name.split(/[\s-]+/)).filter((part) => part.replace(/\P{L}/gu, '').length > 1);
  return [...new Set([...parts, ...parts.flatMap((part) => calledToo(part.toLowerCase().replaceAll('ё', 'е')))])];
}

/** Where the text writes one of these words in the other script: Смиту for Smith, Kovaleva for Ковалёва. */
export function* inOtherScript(text: string, words: readonly string[]): Generator<{ readonly start: number; readonly end: number }> {
  const known = words.filter(({ length }) => length > 3).map((word) => ({ isRussian: isRussian(word), stem: stemOf(word) }));
  if (known.length === 0) return;
  for (const match of text.matchAll(/\p{Lu}\p{L}{2,}/gu)) {
    const stem = stemOf(match[0]);
    const isIt = known.some((one) => one.isRussian !== isRussian(match[0]) && near(one.stem, stem));
    if (isIt) yield { start: match.index, end: match.index + match[0].length };
  }
}

const isRussian = (word: string) => /\p{Script=Cyrillic}/u.test(word);

/** As both scripts write it, without a last vowel and without what softens one: Ковалёва is Kovaleva and Kovalyova. */
function stemOf(word: string): string {
  return skeleton(word.toLowerCase())
    .replaceAll(/i(?=[aeou])/g, '')
    .replaceAll('o', 'e')
    .replace(/[aeiu]+$/, '');
}

function near(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length > 2 && long.startsWith(short) && long.length - short.length <= 2;
}
