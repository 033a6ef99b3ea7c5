import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';

/** The country of a number written without its code, when the caller's is not known. */
export const homeRegion = 'RU';

/**
 * A number as it is kept, E.164 (`+79123456789`); nothing when it is none. A number with its country code needs a real code and a length
 * that country uses: ranges change faster than any table of them. One without must be a valid number of `region` (ISO 3166-1).
 * An extension is refused, since E.164 would lose it.
 */
export function normalPhone(text: string, region: string = homeRegion): string | undefined {
  if (text.length > 40 || !/\d/.test(text) || /\p{L}/u.test(text)) return undefined;
  const number = parsePhoneNumberFromString(text, { defaultCountry: region as CountryCode, extract: false }, metadata);
  if (!number || number.ext) return undefined;
  const good = text.trimStart().startsWith('+') ? number.isPossible() : number.isValid();
  return good ? number.number : undefined;
}
