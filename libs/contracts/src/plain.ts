import { create, ScalarType, type DescField, type DescMessage, type Message, type MessageInitShape, type MessageShape } from '@bufbuild/protobuf';
import { timestampDate, timestampFromDate, type Timestamp } from '@bufbuild/protobuf/wkt';

/** A message as plain data: no type names, instants as `Date`, 64-bit integers as numbers (contracts limit them to safe ones). What domain code works with. */
export type Plain<T> = T extends Timestamp
  ? Date
  : T extends bigint
    ? number
    : T extends Message
      ? { readonly [K in keyof T as K extends '$typeName' | '$unknown' ? never : K]: Plain<T[K]> }
      : T extends readonly (infer Item)[]
        ? readonly Plain<Item>[]
        : T;

/** The record of a message descriptor, plain: `PlainOf<typeof ContactSchema>`. */
export type PlainOf<Desc extends DescMessage> = Plain<MessageShape<Desc>>;

/** A message from the wire, plain. Unset messages stay unset. */
export function plain<Desc extends DescMessage>(desc: Desc, message: MessageShape<Desc>): PlainOf<Desc> {
  return plainOf(desc, message) as PlainOf<Desc>;
}

/** Plain data as a message for the wire. Fields that the message does not have are left out. */
export function wire<Desc extends DescMessage>(desc: Desc, record: Partial<PlainOf<Desc>>): MessageShape<Desc> {
  return create(desc, wireOf(desc, record as Values) as MessageInitShape<Desc>);
}

type Values = Readonly<Record<string, unknown>>;

function plainOf(desc: DescMessage, message: Message): Values {
  const values: Record<string, unknown> = {};
  for (const field of desc.fields) {
    const value = (message as unknown as Values)[field.localName];
    if (value !== undefined) values[field.localName] = isLong(field) ? Number(value) : mapped(field, value, plainValue);
  }
  return values;
}

function wireOf(desc: DescMessage, values: Values): Values {
  const init: Record<string, unknown> = {};
  for (const field of desc.fields) {
    const value = values[field.localName];
    if (value !== undefined && value !== null) init[field.localName] = isLong(field) ? BigInt(value as number) : mapped(field, value, wireValue);
  }
  return init;
}

function isLong(field: DescField): boolean {
  return field.fieldKind === 'scalar' && field.scalar === ScalarType.INT64;
}

type Mapper = (desc: DescMessage, value: unknown) => unknown;

function mapped(field: DescField, value: unknown, map: Mapper): unknown {
  if (!field.message || field.fieldKind === 'map') return value;
  return field.fieldKind === 'list' ? (value as readonly unknown[]).map((item) => map(field.message, item)) : map(field.message, value);
}

function plainValue(desc: DescMessage, value: unknown): unknown {
  if (desc.typeName === 'google.protobuf.Timestamp') return timestampDate(value as Timestamp);
  return desc.typeName.startsWith('google.') ? value : plainOf(desc, value as Message);
}

function wireValue(desc: DescMessage, value: unknown): unknown {
  if (value instanceof Date) return timestampFromDate(value);
  return desc.typeName.startsWith('google.') ? value : wireOf(desc, value as Values);
}
