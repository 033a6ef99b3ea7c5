import { keptPrefix, prefixesOf } from './prefixes.js';
import { distinct, type SearchForm } from './search-form.js';

const lengths = [3, 4, 6, 8, 10, 12, 16];
const lookalikes: Readonly<Record<string, string>> = { А: 'A', В: 'B', Е: 'E', К: 'K', М: 'M', Н: 'H', О: 'O', Р: 'P', С: 'C', Т: 'T', У: 'Y', Х: 'X' };

/** Upper case, letters and digits only, Cyrillic letters that look Latin made Latin: `ае 12-34` is `AE1234`. */
function bare(value: string): string {
  return value
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/[АВЕКМНОРСТУХ]/g, (letter) => lookalikes[letter]!);
}

/** Ids given by other systems. Compared to the letter, spaces around aside, since another system may tell `a-1` from `A1`; looked for loosely. */
export const identifierForm: SearchForm = codeForm((value) => value.normalize('NFC').trim());

/** Numbers of passports, tax numbers, contracts: compared without spaces, dashes, case and look-alikes. */
export const documentForm: SearchForm = codeForm(bare);

/** Days, `1990-04-12`, looked for by year, month or day. */
export const dateForm: SearchForm = {
  exact: (value) => value.trim() || undefined,
  stored: (value) => prefixesOf(value.trim(), [4, 7, 10]),
  typed: (typed) => distinct([[keptPrefix(typed.trim(), [4, 7, 10])]]),
  matcher: (typed) => beginsWith(typed.trim(), (value) => value.trim()),
};

function codeForm(exactly: (value: string) => string): SearchForm {
  return {
    exact: (value) => exactly(value) || undefined,
    stored: (value) => prefixesOf(bare(value), lengths),
    typed: (typed) => distinct([[keptPrefix(bare(typed), lengths)]]),
    matcher: (typed) => beginsWith(bare(typed), bare),
  };
}

function beginsWith(start: string, form: (value: string) => string): (value: string) => boolean {
  return (value) => start !== '' && form(value).startsWith(start);
}
