import { ScalarType, type DescField, type DescMessage } from '@bufbuild/protobuf';
import { enumNames } from '../json/enum-names.js';
import { Format, isKeptOnInput, rulesOf } from '../options.js';

const deepest = 4;

/** A body that is accepted as it stands, and again: every field with an example in the contract (of a record: its JSON), and whatever else is required. */
export function exampleOf(desc: DescMessage, but: ReadonlySet<string> = new Set(), depth = 0): Record<string, unknown> {
  const fields = desc.fields.filter(
    (field) =>
      !but.has(field.name) && isKeptOnInput(field) && !rulesOf(field).outputOnly && !isTakenTwice(field) && (!field.oneof || field.oneof.fields[0] === field),
  );
  const entries = fields.map((field) => [field.name, valueOf(field, depth)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** A value that must be unique is accepted once only: an example can be sent again. */
function isTakenTwice(field: DescField): boolean {
  return rulesOf(field).unique && !rulesOf(field).required;
}

function valueOf(field: DescField, depth: number): unknown {
  if (field.fieldKind === 'map') return undefined;
  const one = oneOf(field, depth);
  return field.fieldKind === 'list' && one !== undefined ? [one] : one;
}

function oneOf(field: DescField, depth: number): unknown {
  const rules = rulesOf(field);
  if (field.message && rules.example !== '') return JSON.parse(rules.example) as unknown;
  if (field.message) return recordOf(field.message, rules.required, depth);
  if (field.enum) return rules.example || enumNames(field.enum).names[0];
  if (rules.example !== '') return scalarOf(field, rules.example);
  return rules.required ? scalarOf(field, requiredText[rules.format] ?? 'example') : undefined;
}

function recordOf(desc: DescMessage, required: boolean, depth: number): unknown {
  if (desc.typeName === 'google.protobuf.Timestamp') return required ? '2026-01-15T09:30:00Z' : undefined;
  if (desc.typeName.startsWith('google.') || depth >= deepest) return undefined;
  const example = exampleOf(desc, undefined, depth + 1);
  return required || Object.keys(example).length > 0 ? example : undefined;
}

function scalarOf(field: DescField, text: string): unknown {
  switch (field.scalar) {
    case ScalarType.STRING:
    case ScalarType.BYTES:
    case ScalarType.INT64:
    case ScalarType.UINT64:
      return text;
    case ScalarType.BOOL:
      return text === 'true';
    default:
      return Number(text);
  }
}

const requiredText: Readonly<Partial<Record<Format, string>>> = {
  [Format.EMAIL]: 'maria@example.org',
  [Format.PHONE]: '+79123456789',
  [Format.URL]: 'https://example.org/',
  [Format.UUID]: '0190a0b0-0000-7000-8000-000000000001',
  [Format.DATE]: '2026-01-15',
  [Format.COUNTRY]: 'RU',
  [Format.LANGUAGE]: 'ru',
};
