import { create, type DescField, type DescMessage, type MessageShape } from '@bufbuild/protobuf';
import type { Violation } from '@rapport/kernel';
import { isKeptOnInput, rulesOf } from '../options.js';
import { knownReader } from './read-known.js';
import { enumReader, scalarReader, type Read } from './read-scalar.js';
import { below, Report } from './report.js';

type Values = Record<string, unknown>;
type Put = (message: Values, value: unknown, at: string, report: Report) => void;

/** A request is read strictly, and without what only the system sets; an answer may come from a newer version and is read whole. */
type Strictness = 'request' | 'answer';

const readers: Readonly<Record<Strictness, WeakMap<DescMessage, Read>>> = { request: new WeakMap(), answer: new WeakMap() };

/**
 * A JSON document as the contract's message, and all that is wrong with it, each with its place.
 * Strict: an unknown name and a wrong type are mistakes. `null` is the same as leaving the field out. What the system sets
 * (`output_only`) is dropped silently, except `id` and `etag`, so that a record that was read can be sent back as it is.
 * Of a name that an object has twice the last counts, as `JSON.parse` has it. Half of a surrogate pair is refused; other characters are `validate`'s matter.
 * Limits, forms and `required` are not looked at here: that is `validate`.
 */
export function readJson<Desc extends DescMessage>(desc: Desc, json: unknown): { message: MessageShape<Desc>; violations: Violation[] } {
  return readAs(desc, json, 'request');
}

/** The same for an answer, as a client reads it: names it does not know are passed over, and nothing is dropped. */
export function readAnswer<Desc extends DescMessage>(desc: Desc, json: unknown): { message: MessageShape<Desc>; violations: Violation[] } {
  return readAs(desc, json, 'answer');
}

function readAs<Desc extends DescMessage>(desc: Desc, json: unknown, as: Strictness): { message: MessageShape<Desc>; violations: Violation[] } {
  const report = new Report();
  const message = readerOf(desc, as)(json, '', report) ?? create(desc);
  return { message: message as MessageShape<Desc>, violations: report.violations };
}

function readerOf(desc: DescMessage, as: Strictness): Read {
  let reader = readers[as].get(desc);
  if (!reader) {
    reader = knownReader(desc) ?? messageReader(desc, as);
    readers[as].set(desc, reader);
  }
  return reader;
}

function messageReader(desc: DescMessage, as: Strictness): Read {
  let puts: Map<string, Put> | undefined;
  return (json, at, report) => {
    puts ??= new Map(desc.fields.map((field) => [field.name, as === 'answer' || isKeptOnInput(field) ? putterOf(field, as) : drop]));
    if (typeof json !== 'object' || json === null || Array.isArray(json)) return report.wrongType(at, 'object');
    const message = create(desc) as unknown as Values;
    for (const key of Object.keys(json)) {
      const put = puts.get(key);
      const value = (json as Values)[key];
      if (!put && as === 'request') report.add(below(at, key), 'UNKNOWN_FIELD', { known: known(desc) });
      else if (put && value !== null) put(message, value, `${at}/${key}`, report);
    }
    return message;
  };
}

/** The names that a caller may write, for whoever wrote another. */
function known(desc: DescMessage): string {
  return desc.fields
    .filter((field) => !rulesOf(field).outputOnly)
    .map((field) => field.name)
    .join(', ');
}

const drop: Put = () => {};

function putterOf(field: DescField, as: Strictness): Put {
  const read = fieldReader(field, as);
  const { localName, oneof } = field;
  if (!oneof) {
    return (message, value, at, report) => {
      const got = read(value, at, report);
      if (got !== undefined) message[localName] = got;
    };
  }
  const names = oneof.fields.map((each) => each.name).join(', ');
  return (message, value, at, report) => {
    const got = read(value, at, report);
    if (got === undefined) return;
    if ((message[oneof.localName] as { case?: string }).case !== undefined) report.add(at, 'INVALID_FORMAT', { expected: 'one of {names} alone', names });
    else message[oneof.localName] = { case: localName, value: got };
  };
}

function fieldReader(field: DescField, as: Strictness): Read {
  const element = elementReader(field, as);
  if (field.fieldKind === 'list') return listReader(element);
  return field.fieldKind === 'map' ? mapReader(element) : element;
}

function elementReader(field: DescField, as: Strictness): Read {
  if (field.message) return readerOf(field.message, as);
  if (field.enum) return enumReader(field.enum);
  return scalarReader(field.scalar, 'longAsString' in field && field.longAsString);
}

function listReader(read: Read): Read {
  return (value, at, report) => {
    if (!Array.isArray(value)) return report.wrongType(at, 'array');
    return value.map((each, index) => read(each, `${at}/${index}`, report)).filter((each) => each !== undefined);
  };
}

/** Maps of the contracts have text keys, as JSON's objects do. */
function mapReader(read: Read): Read {
  return (value, at, report) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return report.wrongType(at, 'object');
    const whole = Object.entries(value).filter(([key]) => report.holds(below(at, key), key));
    const entries = whole.map(([key, each]) => [key, read(each, below(at, key), report)] as const);
    return Object.fromEntries(entries.filter(([, each]) => each !== undefined));
  };
}
