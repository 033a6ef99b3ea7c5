import { ScalarType, type DescField, type DescMessage, type MessageShape } from '@bufbuild/protobuf';
import { base64Encode } from '@bufbuild/protobuf/wire';
import type { FieldMask, Timestamp } from '@bufbuild/protobuf/wkt';
import { nounOf } from '../options.js';
import { enumNames } from './enum-names.js';
import { writeInstant } from './instant.js';

type Values = Record<string, unknown>;
type Write = (value: unknown) => unknown;
type Put = (message: Values, out: Values) => void;

const writers = new WeakMap<DescMessage, Write>();
const asIs: Write = (value) => value;

/**
 * A message as the API's JSON: names as in the contract, choices in lower case, instants in RFC 3339, 64-bit integers as strings.
 * What is empty is left out (no text, no items, `false`, 0, no choice, no record); a field declared `optional` stands whenever it was set.
 * Only a list in a message that is no record always stands, so that an empty page is `[]`; a record may be partial, by its reader's rights or wish.
 */
export function writeJson<Desc extends DescMessage>(desc: Desc, message: MessageShape<Desc>): unknown {
  return writerOf(desc)(message);
}

function writerOf(desc: DescMessage): Write {
  let writer = writers.get(desc);
  if (!writer) {
    writer = knownWriter(desc) ?? messageWriter(desc);
    writers.set(desc, writer);
  }
  return writer;
}

function knownWriter(desc: DescMessage): Write | undefined {
  switch (desc.typeName) {
    case 'google.protobuf.Timestamp':
      return (value) => writeInstant(value as Timestamp);
    case 'google.protobuf.FieldMask':
      return (value) => (value as FieldMask).paths.join(',');
    case 'google.protobuf.Struct':
      return asIs;
    default:
      return undefined;
  }
}

function messageWriter(desc: DescMessage): Write {
  let puts: Put[] | undefined;
  return (message) => {
    puts ??= desc.fields.map(putterOf);
    const out: Values = {};
    for (const put of puts) put(message as Values, out);
    return out;
  };
}

function putterOf(field: DescField): Put {
  const write = elementWriter(field);
  const { name, localName, oneof } = field;
  if (oneof) {
    return (message, out) => {
      const chosen = message[oneof.localName] as { case?: string; value?: unknown };
      if (chosen.case === localName) out[name] = write(chosen.value);
    };
  }
  if (field.fieldKind === 'list') return listPutter(field, write);
  if (field.fieldKind === 'map') return mapPutter(field, write);
  const isEmpty = field.fieldKind !== 'message' && field.presence === implicitPresence;
  const hasContent = field.fieldKind === 'scalar' && isLong(field.scalar) ? isNotZero : isThere;
  return (message, out) => {
    const value = message[localName];
    if (value === undefined || (isEmpty && !hasContent(value))) return;
    out[name] = write(value);
  };
}

const implicitPresence = 2;

function isThere(value: unknown): boolean {
  return value instanceof Uint8Array ? value.length > 0 : Boolean(value);
}

/** Of a 64-bit integer, which the contract may keep as a text. */
function isNotZero(value: unknown): boolean {
  return Boolean(value) && value !== '0';
}

function listPutter({ name, localName, parent }: DescField, write: Write): Put {
  const always = nounOf(parent) === undefined;
  return (message, out) => {
    const items = message[localName] as unknown[];
    if (always || items.length > 0) out[name] = write === asIs ? items : items.map(write);
  };
}

function mapPutter({ name, localName }: DescField, write: Write): Put {
  return (message, out) => {
    const entries = Object.entries(message[localName] as Values);
    if (entries.length > 0) out[name] = Object.fromEntries(entries.map(([key, value]) => [key, write(value)]));
  };
}

function elementWriter(field: DescField): Write {
  if (field.message) return writerOf(field.message);
  if (field.enum) {
    const { nameOf } = enumNames(field.enum);
    return (value) => nameOf.get(value as number) ?? value;
  }
  if (field.scalar === ScalarType.BYTES) return (value) => base64Encode(value as Uint8Array);
  return isLong(field.scalar) ? String : asIs;
}

function isLong(scalar: ScalarType | undefined): boolean {
  return [ScalarType.INT64, ScalarType.UINT64, ScalarType.SINT64, ScalarType.FIXED64, ScalarType.SFIXED64].some((each) => each === scalar);
}
