import { parsePhoneNumberFromString, type CountryCode, type PhoneNumber } from 'libphonenumber-js';
import { keptPrefix, prefixesOf } from './prefixes.js';
import { distinct, type SearchForm } from './search-form.js';

/** The country whose numbers are written without a country code, as ISO 3166 names it: `RU`. */
export type Region = CountryCode;

const prefixLengths = [3, 4, 5, 6, 7, 8, 10];
const suffixLengths = [4, 5, 6, 7, 8, 10];
const fewestForSuffix = 4;

/** The number in E.164 (`+79123456789`), an extension dropped; `undefined` unless its length is possible in its country. */
export function normalisePhone(value: string, region: Region): string | undefined {
  return parsed(value, region)?.number;
}

/** Numbers, looked for by their beginning, with or without country code, or by their last digits, four or more. */
export function phoneForm(region: Region): SearchForm {
  return {
    exact: (value) => normalisePhone(value, region) ?? (digitsOf(value) || undefined),
    stored: (value) => {
      const wholes = wholesOf(value, region);
      const ends = suffixLengths.map((length) => wholes[0]!.slice(-length)).filter((end) => end.length >= fewestForSuffix);
      return [...new Set([...wholes.flatMap((whole) => prefixesOf(whole, prefixLengths)), ...wholes.slice(0, 1), ...ends])].filter((text) => text !== '');
    },
    typed: (typed) => {
      const digits = typedDigits(typed);
      if (digits === '') return [];
      const whole = typed.includes('+') ? undefined : parsed(typed, region)?.number.slice(1);
      const end = [...suffixLengths].reverse().find((length) => length <= digits.length);
      const untrunked = /^[08]/.test(digits) ? keptPrefix(digits.slice(1), prefixLengths) : undefined;
      return distinct([[whole], [keptPrefix(digits, prefixLengths)], [untrunked], [end === undefined ? undefined : digits.slice(-end)]]);
    },
    matcher: (typed) => {
      const digits = typedDigits(typed);
      if (digits === '') return () => false;
      const number = parsed(typed, region)?.number.slice(1);
      const starts = [digits, ...(/^[08]/.test(digits) ? [digits.slice(1)] : [])].filter((start) => start.length >= prefixLengths[0]!);
      return (value) => {
        const wholes = wholesOf(value, region);
        return (
          number === wholes[0] ||
          starts.some((start) => wholes.some((whole) => whole.startsWith(start))) ||
          (digits.length >= fewestForSuffix && wholes[0]!.endsWith(digits))
        );
      };
    },
  };
}

let last: { readonly value: string; readonly region: Region; readonly number: PhoneNumber | undefined } | undefined;

/** A number is asked for by its whole and by its parts one after the other, and reading it is most of the work. */
function parsed(value: string, region: Region): PhoneNumber | undefined {
  if (last?.value !== value || last.region !== region) {
    const number = parsePhoneNumberFromString(value.normalize('NFKC'), region);
    last = { value, region, number: number?.isPossible() ? number : undefined };
  }
  return last.number;
}

/** The digits with country code, then those without. */
function wholesOf(value: string, region: Region): string[] {
  const number = parsed(value, region);
  return number ? [number.number.slice(1), number.nationalNumber] : [digitsOf(value)];
}

function digitsOf(text: string): string {
  return text.normalize('NFKC').replace(/\D/g, '');
}

/** Empty when there is anything that no one writes into a number: a name is not looked for among phones. */
function typedDigits(typed: string): string {
  return /^[\d\s()+.\-–—/]*$/.test(typed.normalize('NFKC')) ? digitsOf(typed) : '';
}
