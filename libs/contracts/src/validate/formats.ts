import type { Reason, ReasonParams } from '@rapport/kernel';
import { isCalendarDay } from '../json/instant.js';
import { Format } from '../options.js';
import { countries } from './countries.js';
import { normalEmail } from './email.js';
import { normalPhone } from './phone.js';

/** A form that texts have: how it is recognised and kept, and what is said when a text does not have it. */
export interface FormRule {
  /** The text as it is kept, or nothing when it does not have the form. `region` is the country of phone numbers without a code. */
  normal(text: string, region: string | undefined): string | undefined;
  readonly reason: Reason;
  readonly params?: ReasonParams;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const date = /^(\d{4})-(\d\d)-(\d\d)$/;
/** A language, and where it matters its script and region: `ru`, `pt-BR`, `zh-Hant-TW`. */
export const languageForm = /^[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?$/;
/** Parts of lower-case letters and digits joined by `-`, `_` or `.`. */
export const keyForm = /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/;
const countrySet: ReadonlySet<string> = new Set(countries);

/** The rule of every format that a contract can name. */
export const forms: Readonly<Record<Exclude<Format, Format.UNSPECIFIED>, FormRule>> = {
  [Format.EMAIL]: { normal: normalEmail, reason: 'INVALID_EMAIL' },
  [Format.PHONE]: { normal: normalPhone, reason: 'INVALID_PHONE' },
  [Format.URL]: { normal: normalUrl, reason: 'INVALID_URL' },
  [Format.UUID]: { normal: (text) => matching(text.toLowerCase(), uuid), reason: 'INVALID_ID' },
  [Format.DATE]: { normal: normalDate, reason: 'INVALID_DATE' },
  [Format.COUNTRY]: { normal: normalCountry, reason: 'INVALID_FORMAT', params: { expected: 'a country of two letters, such as RU' } },
  [Format.LANGUAGE]: { normal: normalLanguage, reason: 'INVALID_FORMAT', params: { expected: 'a language such as ru or pt-BR' } },
  [Format.TAG]: { normal: (text) => text.replace(/\s+/g, ' '), reason: 'INVALID_FORMAT', params: { expected: 'tag' } },
  [Format.KEY]: {
    normal: (text) => matching(text, keyForm),
    reason: 'INVALID_FORMAT',
    params: { expected: 'small Latin letters and digits, joined by - _ or a dot' },
  },
};

function matching(text: string, form: RegExp): string | undefined {
  return form.test(text) ? text : undefined;
}

/** http and https only, with a host and no credentials; a bare site without the slash at its end. */
function normalUrl(text: string): string | undefined {
  const url = /^https?:\/\/[^/]/i.test(text) ? URL.parse(text) : null;
  if (!url || url.hostname === '' || url.username !== '' || url.password !== '') return undefined;
  return url.href === `${url.origin}/` ? url.origin : url.href;
}

function normalDate(text: string): string | undefined {
  const parts = date.exec(text);
  return parts && isCalendarDay(Number(parts[1]), Number(parts[2]), Number(parts[3])) ? text : undefined;
}

function normalCountry(text: string): string | undefined {
  const code = text.toUpperCase();
  return countrySet.has(code) ? code : undefined;
}

function normalLanguage(text: string): string | undefined {
  const tag = text.replaceAll('_', '-');
  return languageForm.test(tag) ? Intl.getCanonicalLocales(tag)[0] : undefined;
}
