import { regionOf, useLocale, type Locale } from './locale.js';

/** Protobuf's instant. */
export interface Instant {
  readonly seconds: bigint;
  readonly nanos: number;
}

export function dateOf({ seconds, nanos }: Instant): Date {
  return new Date(Number(seconds) * 1000 + Math.floor(nanos / 1e6));
}

export function instantOf(at: Date): Instant {
  const ms = at.getTime();
  return { seconds: BigInt(Math.floor(ms / 1000)), nanos: (((ms % 1000) + 1000) % 1000) * 1e6 };
}

const steps: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number, until: number])[] = [
  ['second', 1, 45],
  ['minute', 60, 3_600],
  ['hour', 3_600, 86_400],
  ['day', 86_400, 7 * 86_400],
];

/** Dates and numbers as the reader writes them. What the browser needs for it is made once: a list asks for hundreds while one scrolls. */
export class Format {
  private readonly relative: Intl.RelativeTimeFormat;
  private readonly dates = new Map<string, Intl.DateTimeFormat>();
  private readonly numbers = new Map<string, Intl.NumberFormat>();

  private readonly region: string;
  /** Only a clock of 24 hours writes the hour with two digits. */
  private readonly hour: 'numeric' | '2-digit';

  constructor(locale: Locale) {
    this.region = regionOf(locale);
    this.relative = new Intl.RelativeTimeFormat(this.region, { numeric: 'auto' });
    this.hour = new Intl.DateTimeFormat(this.region, { hour: 'numeric' }).resolvedOptions().hour12 ? 'numeric' : '2-digit';
  }

  /** “5 minutes ago” up to a week, then the day. */
  ago(at: Date, now = new Date()): string {
    const seconds = (at.getTime() - now.getTime()) / 1000;
    const step = steps.find(([, , until]) => Math.abs(seconds) < until);
    return step ? this.relative.format(Math.round(seconds / step[1]), step[0]) : this.day(at);
  }

  day(at: Date): string {
    return this.date(at, { day: 'numeric', month: 'short', year: 'numeric' });
  }

  /** To the second: for tooltips and audits. */
  exactly(at: Date): string {
    return this.date(at, { dateStyle: 'medium', timeStyle: 'medium' });
  }

  /** A calendar day of the form `1990-04-12`, which has no time zone. */
  calendarDay(day: string): string {
    const at = new Date(`${day}T00:00:00Z`);
    return Number.isNaN(at.getTime()) ? day : this.date(at, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  }

  number(value: number): string {
    return this.amount(value, {});
  }

  /** A day without its hour; the year only where it is another one. */
  dayShort(day: string, now = new Date()): string {
    const year = day.startsWith(`${now.getFullYear()}-`) ? {} : ({ year: 'numeric' } as const);
    return this.date(new Date(`${day}T00:00:00`), { day: 'numeric', month: 'short', ...year });
  }

  /** An hour of a day, without seconds; the year only where it is another one. */
  time(at: Date, now = new Date()): string {
    const year = at.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const);
    return this.date(at, { day: 'numeric', month: 'short', ...year, hour: this.hour, minute: '2-digit' });
  }

  /** The hour alone. */
  clock(at: Date): string {
    return this.date(at, { hour: this.hour, minute: '2-digit' });
  }

  /** An amount in minor units; kopecks only where there are some. */
  money({ minor, currency }: { readonly minor: number; readonly currency: string }): string {
    const places = minorPlaces(currency);
    const value = minor / 10 ** places;
    if (!currency) return this.number(value);
    return this.amount(value, { style: 'currency', currency, minimumFractionDigits: Number.isInteger(value) ? 0 : places });
  }

  private date(at: Date, options: Intl.DateTimeFormatOptions): string {
    return made(this.dates, options, () => new Intl.DateTimeFormat(this.region, options)).format(at);
  }

  private amount(value: number, options: Intl.NumberFormatOptions): string {
    return made(this.numbers, options, () => new Intl.NumberFormat(this.region, options)).format(value);
  }
}

/** One that was made already, by what was asked of it. */
function made<Kind>(known: Map<string, Kind>, options: object, make: () => Kind): Kind {
  const name = JSON.stringify(options);
  const one = known.get(name) ?? make();
  known.set(name, one);
  return one;
}

/** How many places after the comma a currency has: 2 for roubles, 0 for yen. */
export function minorPlaces(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) return 2;
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

const formats = new Map<Locale, Format>();

export function useFormat(): Format {
  const locale = useLocale();
  const format = formats.get(locale) ?? new Format(locale);
  formats.set(locale, format);
  return format;
}

const groupings: readonly RegExp[] = [/^(\+7)(\d{3})(\d{3})(\d{2})(\d{2})$/, /^(\+1)(\d{3})(\d{3})(\d{4})$/, /^(\+44)(\d{2})(\d{4})(\d{4})$/];

/** An E.164 number in the groups in which people of its country read it. */
export function phoneShown(number: string): string {
  const grouping = groupings.find((form) => form.test(number));
  return grouping ? grouping.exec(number)!.slice(1).join(' ') : number;
}
