import { addDays, localDay, startOfDay } from '../i18n/local-time.js';

/** Spans of days that are meant from the day on which one asks. */
export const spans = ['@overdue', '@today', '@tomorrow', '@week', '@next-week', '@month', '@past-week', '@past-month'] as const;
export type Span = (typeof spans)[number];

export function isSpan(value: unknown): value is Span {
  return spans.includes(value as Span);
}

/** A span as its sentence is named. */
export function spanWord<S extends Span>(span: S): S extends `@${infer Word}` ? Word : never {
  return span.slice(1) as S extends `@${infer Word}` ? Word : never;
}

/** The first day of a span and the day after its last; nothing for what begins or ends with the moment. */
interface Days {
  readonly from?: string;
  readonly to?: string;
}

function daysOf(span: Span, now: Date): Days {
  const today = localDay(now);
  const monday = addDays(today, -((now.getDay() + 6) % 7));
  switch (span) {
    case '@overdue':
      return { to: today };
    case '@today':
      return { from: today, to: addDays(today, 1) };
    case '@tomorrow':
      return { from: addDays(today, 1), to: addDays(today, 2) };
    case '@week':
      return { from: monday, to: addDays(monday, 7) };
    case '@next-week':
      return { from: addDays(monday, 7), to: addDays(monday, 14) };
    case '@month':
      return { from: `${today.slice(0, 8)}01`, to: nextMonth(today) };
    case '@past-week':
      return { from: addDays(today, -7) };
    case '@past-month':
      return { from: addDays(today, -30) };
  }
}

function nextMonth(day: string): string {
  const at = startOfDay(day);
  return localDay(new Date(at.getFullYear(), at.getMonth() + 1, 1));
}

/** The span as the API is asked for it: of instants from midnight to midnight where the reader is, of days of the calendar by their names. */
export function spanText(path: string, span: Span, isDay: boolean, now: Date): string {
  const { from, to } = daysOf(span, now);
  const said = (day: string) => `"${isDay ? day : startOfDay(day).toISOString()}"`;
  // What is overdue is so from the moment on, not from the next midnight.
  const end = span === '@overdue' && !isDay ? `"${now.toISOString()}"` : to && said(to);
  const bounds = [from && `${path} >= ${said(from)}`, end && `${path} < ${end}`].filter(Boolean);
  return bounds.length > 1 ? `(${bounds.join(' AND ')})` : bounds.join();
}
