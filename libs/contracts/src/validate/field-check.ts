import { ScalarType, type DescField, type DescMessage } from '@bufbuild/protobuf';
import { below } from '../json/report.js';
import { Format, rulesOf } from '../options.js';
import { isAsked, maskBelow, type Mask } from './mask.js';
import { normalText } from './text.js';
import { valueCheck, type Checking } from './value-check.js';

type Values = Record<string, unknown>;

/** Checks a whole message in place; `mask` says which of its fields change. */
export type MessageCheck = (message: Values, at: string, run: Checking, mask: Mask) => void;
/** Where the check of a nested message is found; compiled on first use, since messages may hold themselves. */
export type CheckOf = (desc: DescMessage) => MessageCheck;
/** Checks one field of a message and puts its normal value in place. */
export type FieldCheck = MessageCheck;

type ItemCheck = (value: unknown, at: string, run: Checking, mask: Mask) => unknown;

/** The check of a field that callers may write; nothing where nothing can be wrong. */
export function fieldCheck(field: DescField, checkOf: CheckOf): FieldCheck | undefined {
  const item = itemCheck(field, checkOf);
  if (field.fieldKind === 'list') return listCheck(field, item);
  if (field.fieldKind === 'map') return mapCheck(field, item);
  return field.oneof ? caseCheck(field, item) : singleCheck(field, item);
}

function itemCheck(field: DescField, checkOf: CheckOf): ItemCheck | undefined {
  const nested = field.message;
  if (!nested || nested.typeName.startsWith('google.')) return valueCheck(field);
  return (value, at, run, mask) => {
    checkOf(nested)(value as Values, at, run, mask);
    return value;
  };
}

function singleCheck(field: DescField, item: ItemCheck | undefined): FieldCheck | undefined {
  const { localName, name } = field;
  const required = rulesOf(field).required && canBeAbsent(field);
  if (!required && !item) return undefined;
  const isThere = field.presence === implicitPresence ? hasContent : (value: unknown) => value !== undefined;
  return (message, at, run, mask) => {
    const value = message[localName];
    if (item && isThere(value)) message[localName] = item(value, `${at}/${name}`, run, maskBelow(mask, name));
    if (required && !isThere(message[localName]) && isAsked(mask, name)) run.report.add(`${at}/${name}`, 'REQUIRED');
  };
}

/** A number and a flag always have a value, unless they are `optional`. */
function canBeAbsent(field: DescField): boolean {
  return field.fieldKind !== 'scalar' || field.scalar === ScalarType.STRING || field.scalar === ScalarType.BYTES || field.presence === explicitPresence;
}

const explicitPresence = 1;
const implicitPresence = 2;

function hasContent(value: unknown): boolean {
  return value instanceof Uint8Array ? value.length > 0 : Boolean(value);
}

/** One case of a `oneof`. */
function caseCheck(field: DescField, item: ItemCheck | undefined): FieldCheck | undefined {
  const { localName, name, oneof } = field;
  if (!item || !oneof) return undefined;
  return (message, at, run) => {
    const chosen = message[oneof.localName] as { case?: string; value?: unknown };
    if (chosen.case === localName) chosen.value = item(chosen.value, `${at}/${name}`, run, undefined);
  };
}

function listCheck(field: DescField, item: ItemCheck | undefined): FieldCheck {
  const { localName, name } = field;
  const { required, minItems, maxItems, format } = rulesOf(field);
  const least = Math.max(minItems, required ? 1 : 0);
  return (message, at, run, mask) => {
    const items = message[localName] as unknown[];
    const pointer = `${at}/${name}`;
    if (items.length === 0 && least > 0 && isAsked(mask, name)) run.report.add(pointer, 'REQUIRED');
    if (items.length === 0) return;
    if (maxItems > 0 && items.length > maxItems) return run.report.add(pointer, 'TOO_MANY', { max: maxItems });
    if (items.length < least) run.report.add(pointer, 'TOO_FEW', { min: least });
    if (!item) return;
    const below = itemMask(mask, name);
    const kept = items.map((each, index) => item(each, `${pointer}/${index}`, run, below));
    kept.forEach((each, index) => each === '' && run.report.add(`${pointer}/${index}`, 'REQUIRED'));
    message[localName] = format === Format.TAG ? [...new Set(kept)] : kept;
  };
}

/** Records of a batch change by a mask; the items of a record's own list are always whole. */
function itemMask(mask: Mask, name: string): Mask {
  return mask && [...mask].some((path) => path.startsWith(`${name}.`)) ? maskBelow(mask, name) : undefined;
}

function mapCheck(field: DescField, item: ItemCheck | undefined): FieldCheck {
  const { localName, name } = field;
  const { maxItems } = rulesOf(field);
  return (message, at, run) => {
    const entries = Object.entries(message[localName] as Values).map(([key, value]) => [normalText(key, 0), value] as const);
    const pointer = `${at}/${name}`;
    if (maxItems > 0 && entries.length > maxItems) return run.report.add(pointer, 'TOO_MANY', { max: maxItems });
    message[localName] = Object.fromEntries(entries.map(([key, value]) => [key, item ? item(value, below(pointer, key), run, undefined) : value]));
  };
}
