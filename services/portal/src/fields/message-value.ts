import { dateOf, instantOf, type Instant } from '../i18n/format.js';
import { isWholeDay, localDay } from '../i18n/local-time.js';
import type { Draft, FieldSpec, FieldValue, Money, NounRecord, RecordName } from '../nouns/noun.js';

type Values = Readonly<Record<string, unknown>>;

/** How a field is read from a message. What the contract writes as zero or empty is nothing to a person. */
export function readingOf({ local, kind, beside = '', noun }: FieldSpec): (record: NounRecord) => FieldValue {
  const value = (record: NounRecord) => (record as unknown as Values)[local];
  const besideIt = (record: NounRecord) => String((record as unknown as Values)[beside] ?? '');
  switch (kind) {
    case 'date-time':
    case 'moment':
      return (record) => instantRead(value(record) as Instant | undefined, (record as unknown as Values)[beside] === true);
    case 'money':
      return (record) => (value(record) ? { minor: Number(value(record)), currency: besideIt(record) } : undefined);
    case 'record':
      return (record) => recordNamed(value(record), noun ?? besideIt(record));
    case 'number':
      return (record) => (value(record) ? Number(value(record)) : undefined);
    case 'flag':
      return (record) => value(record) as boolean | undefined;
    default:
      return (record) => (value(record) as FieldValue) || undefined;
  }
}

/** How a field is written into a message. */
export function draftOf({ local, kind, beside, empty }: FieldSpec): (value: FieldValue) => Draft {
  switch (kind) {
    case 'date-time':
      return (value) => ({ [local]: value ? instantOf(instantWritten(String(value))) : empty, ...(beside && { [beside]: isWholeDay(value) }) });
    case 'money':
      return (value) => {
        const money = value as Money | undefined;
        return { [local]: money ? asNumber(money.minor, empty) : empty, ...(beside && money && { [beside]: money.currency }) };
      };
    case 'number':
      return (value) => ({ [local]: value === undefined ? empty : asNumber(Number(value), empty) });
    case 'record':
      return (value) => {
        const name = value as RecordName | undefined;
        if (typeof empty !== 'string') return { [local]: name && { noun: name.noun, id: name.id } };
        return { [local]: name?.id ?? empty, ...(beside && { [beside]: name?.noun ?? '' }) };
      };
    default:
      return (value) => ({ [local]: value ?? empty });
  }
}

function instantRead(instant: Instant | undefined, isWhole: boolean): string | undefined {
  if (!instant) return undefined;
  return isWhole ? localDay(dateOf(instant)) : dateOf(instant).toISOString();
}

/** A day lasts until its last minute. */
function instantWritten(value: string): Date {
  return new Date(isWholeDay(value) ? `${value}T23:59:00` : value);
}

/** Whole numbers of 64 bits are written as such. */
function asNumber(value: number, empty: unknown): number | bigint {
  return typeof empty === 'bigint' ? BigInt(Math.round(value)) : value;
}

function recordNamed(value: unknown, noun: string): RecordName | undefined {
  if (typeof value === 'string') return value ? { noun, id: value } : undefined;
  const name = value as RecordName | undefined;
  return name?.id ? { noun: name.noun, id: name.id } : undefined;
}
