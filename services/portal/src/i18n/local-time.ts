const two = (part: number) => String(part).padStart(2, '0');

/** The day of an instant in the reader's time zone: `2026-03-08`. */
export function localDay(at: Date): string {
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** An instant as the browser's control for a day and an hour writes it: `2026-03-08T09:30`. */
export function localInput(at: Date): string {
  return `${localDay(at)}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** What such a control says, as an instant; nothing while it is not whole. */
export function fromLocalInput(text: string): Date | undefined {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

/** The midnight with which a day begins in the reader's time zone. */
export function startOfDay(day: string): Date {
  return new Date(`${day}T00:00:00`);
}

/** So many days later, by the calendar, also where clocks are changed between. */
export function addDays(day: string, days: number): string {
  const at = startOfDay(day);
  return localDay(new Date(at.getFullYear(), at.getMonth(), at.getDate() + days));
}

/** Whether a value is a day, rather than an instant in one. */
export function isWholeDay(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
}
