import { Format, type FieldRules } from '../options.js';
import { countries } from '../validate/countries.js';
import { keyForm, languageForm } from '../validate/formats.js';
import { invisible } from '../validate/text.js';
import { tidy, type JsonSchema } from './json-schema.js';
import { phonePattern } from './phone-pattern.js';

/** Something to see: neither space nor control character. */
const content = `[^\\s\\u0000-\\u001f\\u007f-\\u009f${invisible}\\ufeff]`;

const label = '[A-Za-z0-9а-яё](?:[A-Za-z0-9а-яё-]{0,30}[A-Za-z0-9а-яё])?';
const atom = '[^\\s\\u0000-\\u001f\\u007f-\\u009f@"(),:;<>\\[\\]\\\\.]+';
const emailPattern = `^${atom}(?:\\.${atom})*@(?:${label}\\.)+[A-Za-zа-яё](?:[A-Za-z0-9а-яё-]{0,30}[A-Za-z0-9а-яё])$`;
const urlPattern = '^https?://[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+(?:/[A-Za-z0-9._~:/?#@!$&()*+,;=%-]*)?$';

const datePattern =
  '^(?:\\d{3}[1-9]|\\d{2}[1-9]0|\\d[1-9]00|[1-9]000)-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|[12]\\d))$';

/** A text as requests may have it. `required` also shuts out the empty text, which otherwise means “none” and has no `format`. */
export function textInput({ minLen, maxLen, format, oneOf }: FieldRules, required: boolean): JsonSchema {
  if (oneOf.length > 0) return { type: 'string', enum: required ? [...oneOf] : ['', ...oneOf] };
  const form = format === Format.UNSPECIFIED ? {} : formSchemas[format]();
  const pattern = form['pattern'] === undefined ? undefined : required ? form['pattern'] : orEmpty(String(form['pattern']));
  return tidy({
    type: 'string',
    minLength: Math.max(minLen, required ? 1 : 0) || undefined,
    maxLength: maxLen || undefined,
    format: required ? form['format'] : undefined,
    pattern: pattern ?? (required ? content : undefined),
  });
}

/** A text as answers have it: no limits, since a reader without the right may see it masked. */
export function textOutput({ format, pii }: FieldRules): JsonSchema {
  return tidy({ type: 'string', format: pii === 0 && format === Format.UUID ? 'uuid' : undefined });
}

function orEmpty(pattern: string): string {
  return `${pattern}|^$`;
}

const formSchemas: Readonly<Record<Exclude<Format, Format.UNSPECIFIED>, () => JsonSchema>> = {
  [Format.EMAIL]: () => ({ pattern: emailPattern }),
  [Format.PHONE]: () => ({ format: 'phone', pattern: phonePattern() }),
  [Format.URL]: () => ({ format: 'uri', pattern: urlPattern }),
  [Format.UUID]: () => ({ format: 'uuid', pattern: '^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' }),
  [Format.DATE]: () => ({ format: 'date', pattern: datePattern }),
  [Format.COUNTRY]: () => ({ pattern: `^(?:${countries.join('|')})$` }),
  [Format.LANGUAGE]: () => ({ pattern: languageForm.source }),
  [Format.TAG]: () => ({}),
  [Format.KEY]: () => ({ pattern: keyForm.source }),
};
