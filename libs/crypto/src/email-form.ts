import { domainToASCII, domainToUnicode } from 'node:url';
import { keptPrefix, prefixesOf } from './prefixes.js';
import { distinct, type SearchForm } from './search-form.js';

const lengths = [2, 3, 4, 5, 6, 8, 10, 12, 16, 20];

/** The address in its one form: NFKC, lower case, the domain in ASCII (IDN); tags (`+news`) and dots stay. `undefined` unless it is one `@` with something on both sides. */
export function normaliseEmail(value: string): string | undefined {
  const [local, domain] = halves(value);
  const ascii = domain && domainToASCII(domain);
  return local && ascii ? `${local}@${ascii}` : undefined;
}

/** Addresses, looked for by the beginning of the whole, of the domain, or of any part of the local name: `ivan.pet`, `petrov`, `@acme`. */
export const emailForm: SearchForm = {
  exact: (value) => normaliseEmail(value) ?? (readable(value) || undefined),
  stored: (value) => [...new Set(startsOf(value).flatMap((start) => prefixesOf(start, lengths)))],
  typed: (typed) => distinct([[keptPrefix(sought(typed), lengths)]]),
  matcher: (typed) => {
    const start = sought(typed);
    return (value) => start !== '' && startsOf(value).some((whole) => whole.startsWith(start));
  },
};

function halves(value: string): [string, string] {
  const text = value.normalize('NFKC').toLowerCase().trim();
  const at = text.lastIndexOf('@');
  return [text.slice(0, Math.max(at, 0)), text.slice(at + 1)];
}

/** People type the domain as they read it, and half of it has no ASCII form: prefixes are taken of the Unicode one. */
function readable(value: string): string {
  const [local, domain] = halves(value);
  const unicode = domain.includes('xn--') ? domainToUnicode(domain) || domain : domain;
  return local ? `${local}@${unicode}` : unicode;
}

function sought(typed: string): string {
  return readable(typed.trim().replace(/^@/, ''));
}

function startsOf(value: string): string[] {
  const whole = readable(value);
  const at = whole.lastIndexOf('@');
  const inner = [...whole.matchAll(/[._+@-](?=[^._+@-])/g)].map(({ index }) => index + 1);
  return [0, ...inner.filter((start) => start <= at + 1)].map((start) => whole.slice(start));
}
