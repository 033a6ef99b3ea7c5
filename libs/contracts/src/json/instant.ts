import { create } from '@bufbuild/protobuf';
import { TimestampSchema, type Timestamp } from '@bufbuild/protobuf/wkt';

const form = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d\d):(\d\d))$/;

/** Whether the day exists: no 30 February, leap years counted. */
export function isCalendarDay(year: number, month: number, day: number): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** An RFC 3339 instant as a timestamp, to the nanosecond; nothing when the text is not one. */
export function readInstant(text: string): Timestamp | undefined {
  const parts = form.exec(text);
  if (!parts) return undefined;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number) as [number, number, number, number, number, number];
  const offsetHours = Number(parts[9] ?? 0);
  const offsetMinutes = Number(parts[10] ?? 0);
  if (!isCalendarDay(year, month, day) || hour > 23 || minute > 59 || second > 59 || offsetHours > 23 || offsetMinutes > 59) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  const offset = (offsetHours * 60 + offsetMinutes) * 60 * (parts[8] === '-' ? -1 : 1);
  const seconds = date.getTime() / 1000 - offset;
  if (seconds < -62135596800 || seconds > 253402300799) return undefined;
  return create(TimestampSchema, { seconds: BigInt(seconds), nanos: Number((parts[7] ?? '0').padEnd(9, '0')) });
}

/** RFC 3339 in UTC, with milliseconds, or with nanoseconds where there are any. */
export function writeInstant({ seconds, nanos }: Timestamp): string {
  const text = new Date(Number(seconds) * 1000 + Math.floor(nanos / 1e6)).toISOString();
  return nanos % 1e6 === 0 ? text : `${text.slice(0, 20)}${String(nanos).padStart(9, '0')}Z`;
}
