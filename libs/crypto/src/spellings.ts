import { skeleton } from './skeleton.js';

/** Where romanisations part ways and no single skeleton can follow: щ (also its Latin spellings), ё, and е where some write ye. */
const parting = /(shch|sch|щ)|(yo|jo|ё)|([yji]?e|[еє])/gu;
const vowelOrSign = /[aeiouyаеёиоуыэюяіїєьъ]$/u;

interface Style {
  readonly shcha: 'shch' | 'sch' | 'sh';
  /** ё: Fedor, Fyodor; `ye` only where е would be `ye` too: Solovyev. */
  readonly yo: 'e' | 'yo' | 'ye';
  /** е after a vowel, a sign or at the start: Elena, Yelena. */
  readonly ye: 'e' | 'ye';
}

const vowels = [
  { yo: 'e', ye: 'e' },
  { yo: 'yo', ye: 'e' },
  { yo: 'yo', ye: 'ye' },
  { yo: 'ye', ye: 'ye' },
] as const;
const styles: readonly Style[] = (['shch', 'sch', 'sh'] as const).flatMap((shcha) => vowels.map((vowel) => ({ shcha, ...vowel })));

function written(word: string, style: Style): string {
  return word.replace(parting, (match: string, shcha: string | undefined, yo: string | undefined, _ye: string | undefined, at: number) => {
    if (shcha !== undefined) return style.shcha;
    const glided = at === 0 || vowelOrSign.test(word.slice(0, at));
    if (yo !== undefined) return style.yo === 'ye' && !glided ? 'e' : style.yo;
    if (style.ye === 'e') return 'e';
    return glided && (at === 0 || match !== 'e') ? 'ye' : match;
  });
}

/** Every skeleton under which a stored word is looked for: its own first, then those of its other usual spellings. Mostly one to three, at most thirteen. */
export function spellings(word: string): string[] {
  const own = skeleton(word);
  if (word.search(parting) < 0) return [own];
  const others = new Set(stylesOf(word).map((style) => written(word, style)));
  return [...new Set([own, ...[...others].map(skeleton)])];
}

/** The styles that can differ in this word. */
function stylesOf(word: string): readonly Style[] {
  const [shcha, yo] = [/shch|sch|щ/u.test(word), /yo|jo|ё/u.test(word)];
  return styles.filter((style) => (shcha || style.shcha === 'shch') && (yo || style.yo === 'e' || style.ye === 'ye'));
}

/** The other skeleton a typed word may have been meant as: `sch` and щ as ш, `yo` and `ye` as е. `undefined` when there is none. */
export function otherSpelling(word: string): string | undefined {
  const other = skeleton(written(word, { shcha: 'sh', yo: 'e', ye: 'e' }));
  return other === skeleton(word) ? undefined : other;
}

/** The one skeleton for comparing whole words, in which all these spellings meet; Даниель too is Daniel. */
export function canonicalSpelling(word: string): string {
  return skeleton(written(word, { shcha: 'shch', yo: 'e', ye: 'e' })).replaceAll('ie', 'e');
}
