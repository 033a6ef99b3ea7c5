/**
 * What each letter other than a–z is in a skeleton, told in Latin letters as `skeleton` reads them: so `ч` is spelt `ch` and becomes what a typed `ch` becomes.
 * Cyrillic by the passport's transliteration (ICAO Doc 9303), with Ukrainian, Belarusian, Kazakh and Tatar letters beside.
 */
const latinOf: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
  і: 'i',
  ї: 'i',
  є: 'e',
  ґ: 'g',
  ў: 'u',
  ә: 'a',
  ғ: 'g',
  қ: 'k',
  ң: 'n',
  ө: 'o',
  ұ: 'u',
  ү: 'u',
  һ: 'kh',
  җ: 'zh',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 't',
  ı: 'i',
  ς: 'σ',
};

const marks = /\p{M}/gu;

/** The letter without its marks, and in Latin where it has a Latin spelling; any other letter or digit as it is. Takes one lower-case character. */
export function latinise(character: string): string {
  const known = latinOf[character];
  if (known !== undefined) return known;
  if (character <= '\u007f') return character;
  const bare = character.normalize('NFD').replace(marks, '');
  return latinOf[bare] ?? bare;
}

const wordForm = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’ʼ`]*/gu;
const apostrophes = /['’ʼ`]/g;

/** The words of a text: NFKC, lower case, apostrophes dropped, parted at anything that is neither letter nor digit (a double-barrelled name is two words). */
export function wordsOf(text: string): string[] {
  return (text.normalize('NFKC').toLowerCase().match(wordForm) ?? []).map((word) => word.replace(apostrophes, ''));
}
