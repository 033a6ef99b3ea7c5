import { ScalarType, type DescEnum } from '@bufbuild/protobuf';
import { base64Decode } from '@bufbuild/protobuf/wire';
import { enumNames } from './enum-names.js';
import type { Report } from './report.js';

/** Turns one JSON value into a message's value, or reports why not and gives nothing. */
export type Read = (value: unknown, at: string, report: Report) => unknown;

const readText: Read = (value, at, report) => {
  if (typeof value !== 'string') return report.wrongType(at, 'string');
  return report.holds(at, value) ? value : undefined;
};
const readFlag: Read = (value, at, report) => (typeof value === 'boolean' ? value : report.wrongType(at, 'boolean'));
const readNumber: Read = (value, at, report) => (typeof value === 'number' ? value : report.wrongType(at, 'number'));
const readBytes: Read = (value, at, report) => {
  if (typeof value !== 'string') return report.wrongType(at, 'string');
  try {
    return base64Decode(value);
  } catch {
    report.add(at, 'INVALID_FORMAT', { expected: 'base64' });
    return undefined;
  }
};

const whole =
  (min: number, max: number): Read =>
  (value, at, report) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) return report.wrongType(at, 'integer');
    if (value < min) report.add(at, 'TOO_SMALL', { min });
    else if (value > max) report.add(at, 'TOO_BIG', { max });
    else return value;
    return undefined;
  };

/** 64-bit integers are strings in JSON, so that no client rounds them; a safe whole number is taken too. */
const long =
  (min: bigint, max: bigint, asText: boolean): Read =>
  (value, at, report) => {
    const isText = typeof value === 'string' && /^-?\d{1,20}$/.test(value);
    if (!isText && !Number.isSafeInteger(value)) return report.wrongType(at, 'integer');
    const number = BigInt(value as string | number);
    if (number < min) report.add(at, 'TOO_SMALL', { min: String(min) });
    else if (number > max) report.add(at, 'TOO_BIG', { max: String(max) });
    else return asText ? String(number) : number;
    return undefined;
  };

/** The reader of a scalar; `longAsString` is the contract's `jstype`. */
export function scalarReader(scalar: ScalarType, longAsString: boolean): Read {
  switch (scalar) {
    case ScalarType.STRING:
      return readText;
    case ScalarType.BOOL:
      return readFlag;
    case ScalarType.BYTES:
      return readBytes;
    case ScalarType.DOUBLE:
    case ScalarType.FLOAT:
      return readNumber;
    case ScalarType.INT32:
    case ScalarType.SINT32:
    case ScalarType.SFIXED32:
      return whole(-(2 ** 31), 2 ** 31 - 1);
    case ScalarType.UINT32:
    case ScalarType.FIXED32:
      return whole(0, 2 ** 32 - 1);
    case ScalarType.UINT64:
    case ScalarType.FIXED64:
      return long(0n, 2n ** 64n - 1n, longAsString);
    default:
      return long(-(2n ** 63n), 2n ** 63n - 1n, longAsString);
  }
}

/** The reader of a choice: its lower-case name, nothing else. */
export function enumReader(desc: DescEnum): Read {
  const { numberOf, names } = enumNames(desc);
  return (value, at, report) => {
    if (typeof value !== 'string') return report.wrongType(at, 'string');
    const number = numberOf.get(value);
    if (number === undefined) report.add(at, 'NOT_ALLOWED_VALUE', { allowed: names.join(', ') });
    return number;
  };
}
