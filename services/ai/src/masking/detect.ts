import { isCard, isIban, isInn, isSnils } from './checksums.js';
import { inOtherScript, partOfName, partsOf, wholeName } from './name-forms.js';

/** What kind of personal data a stretch of text is. */
export type PiiKind = 'EMAIL' | 'PHONE' | 'CARD' | 'IBAN' | 'INN' | 'SNILS' | 'PERSON' | 'ORGANISATION' | 'ADDRESS' | 'LINK';

/** A stretch of text that must not leave the installation. */
export interface Found {
  readonly kind: PiiKind;
  readonly start: number;
  readonly end: number;
}

/** Names that the customer base knows, beside what shows itself by its form. */
export interface KnownNames {
  /** Names of people, each as it is written: “Мария Ковалёва”. Their parts are found alone and in other cases too. */
  readonly people: readonly string[];
  readonly organisations: readonly string[];
}

interface Detector {
  readonly kind: PiiKind;
  readonly pattern: RegExp;
  /** Whether it is what it looks like. */
  readonly holds?: (text: string, digits: string) => boolean;
}

/** By their form; of two that overlap, the one that comes first here. */
const detectors: readonly Detector[] = [
  { kind: 'EMAIL', pattern: /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+(?:@|\s?\[at\]\s?|\s\(at\)\s)[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu },
  { kind: 'LINK', pattern: /(?:https?:\/\/|www\.|t\.me\/)[^\s<>"]*[^\s<>".,;:!?)]/giu },
  { kind: 'IBAN', pattern: /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{2,4}){3,8}(?![\p{L}\p{N}])/giu, holds: isIban },
  { kind: 'CARD', pattern: /(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)/gu, holds: (_, digits) => isCard(digits) },
  { kind: 'SNILS', pattern: /(?<!\d)\d{3}[- ]?\d{3}[- ]?\d{3}[- ]?\d{2}(?!\d)/gu, holds: (_, digits) => isSnils(digits) },
  { kind: 'INN', pattern: /(?<!\d)(?:\d{12}|\d{10})(?!\d)/gu, holds: (_, digits) => isInn(digits) },
  { kind: 'PHONE', pattern: /(?<![\p{L}\p{N}])(?:\+|00)?\d(?:[\s().-]{0,2}\d){8,14}(?!\d)/gu, holds: (text, digits) => isPhone(text, digits) },
  {
    kind: 'ADDRESS',
    pattern:
      /(?<!\p{L})(?:ул(?:\.|ица)|пр(?:-т|осп(?:\.|ект))|пер(?:\.|еулок)|наб(?:\.|ережная)|ш(?:\.|оссе)|б(?:-р|ульвар))\s*[\p{Lu}\d][\p{L}\d\s.-]{1,40}?,?\s*(?:д(?:\.|ом)\s*)?\d+\p{L}?(?:\s*,?\s*(?:к(?:в|орп)?\.?)\s*\d+)*/giu,
  },
  { kind: 'ADDRESS', pattern: /(?<![\p{L}\d])\d{1,5}\s+(?:\p{Lu}\p{L}+\s){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Boulevard|Blvd|Square|Drive|Dr)\b\.?/gu },
];

/** Dates, sums and years look like numbers too: a phone has a plus, a separator or the length of one. */
function isPhone(text: string, digits: string): boolean {
  if (digits.length < 9 || digits.length > 15) return false;
  if (/^\d{4}-\d{2}-\d{2}/.test(text)) return false;
  return /^(?:\+|00)/.test(text) || /[()\s-]/.test(text) || digits.length === 11 || digits.length === 10;
}

/** Everything in a text that must not leave, in order and without overlaps. */
export function detect(text: string, names: KnownNames = { people: [], organisations: [] }): Found[] {
  const found: Found[] = [];
  const take = (kind: PiiKind, start: number, end: number) => {
    if (!found.some((other) => start < other.end && other.start < end)) found.push({ kind, start, end });
  };
  for (const { kind, pattern, holds } of detectors) {
    for (const match of text.matchAll(pattern)) {
      const length = holds ? lengthThatHolds(match[0], holds) : match[0].length;
      if (length > 0) take(kind, match.index, match.index + length);
    }
  }
  for (const [kind, pattern] of namePatterns(names)) for (const match of text.matchAll(pattern)) take(kind, match.index, match.index + match[0].length);
  for (const { start, end } of inOtherScript(text, partsOf(names.people))) take('PERSON', start, end);
  for (const { start, end } of inOtherScript(text, partsOf(names.organisations))) take('ORGANISATION', start, end);
  return found.toSorted((a, b) => a.start - b.start);
}

/** A number may run into the next word or number: it is tried without its last groups too. */
function lengthThatHolds(text: string, holds: NonNullable<Detector['holds']>): number {
  for (let tried = text; tried.length > 8; tried = tried.replace(/[\s-]+[^\s-]*$/, '')) {
    if (holds(tried, tried.replaceAll(/\D/g, ''))) return tried.length;
    if (!/[\s-]/.test(tried)) break;
  }
  return 0;
}

/** What says of which form a company is, and no more. */
const companyForm = /(?:^|\s)(?:ООО|АО|ПАО|ОАО|ЗАО|ИП|The|Ltd|LLC|Inc|GmbH|plc)\.?(?=\s|$)|[«»"]/giu;

/** Whole names before their parts, so that a whole one is one placeholder. */
function namePatterns({ people, organisations }: KnownNames): [PiiKind, RegExp][] {
  const whole = (kind: PiiKind, list: readonly string[]) =>
    list.filter((name) => name.trim().length > 1).map((name): [PiiKind, RegExp] => [kind, wholeName(name.trim().split(/[\s-]+/))]);
  const firms = organisations.flatMap((name) => [name, name.replaceAll(companyForm, ' ').trim()]).filter((name) => name.length > 1);
  return [
    ...whole('ORGANISATION', [...new Set(firms)]),
    // “Northwind” for Northwind Traders: the first word, where it is long enough to be nobody else's.
    ...firms.flatMap((name): [PiiKind, RegExp][] => firstWordOf(name).map((word) => ['ORGANISATION', wholeName([word])])),
    ...whole('PERSON', people),
    ...partsOf(people).map((part): [PiiKind, RegExp] => ['PERSON', partOfName(part)]),
  ];
}

function firstWordOf(name: string): string[] {
  const [first = '', ...rest] = name.replaceAll(companyForm, ' ').trim().split(/\s+/);
  return rest.length > 0 && first.length > 6 ? [first] : [];
}
