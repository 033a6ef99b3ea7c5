import { ScalarType, type DescField } from '@bufbuild/protobuf';
import type { Violation, Word } from '@rapport/kernel';

/** A text from a path or a query as the JSON value of its field, or why it is none. Ranges are checked where all JSON is. */
export type TextValue = { readonly json: unknown } | Pick<Violation, 'reason' | 'params'>;

const text: Reader = (given) => ({ json: given });
const wholeNumber: Reader = (given) => (wholeForm.test(given) ? { json: Number(given) } : wrongType('integer'));
const longNumber: Reader = (given) => (wholeForm.test(given) ? { json: given } : wrongType('integer'));
const number: Reader = (given) => (numberForm.test(given) ? { json: Number(given) } : wrongType('number'));
const flag: Reader = (given) => (given === 'true' || given === 'false' ? { json: given === 'true' } : wrongType('boolean'));

const wholeForm = /^-?\d{1,20}$/;
const numberForm = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

function wrongType(expected: Word): TextValue {
  return { reason: 'WRONG_TYPE', params: { expected } };
}

type Reader = (given: string) => TextValue;

const readers: Partial<Record<ScalarType, Reader>> = {
  [ScalarType.BOOL]: flag,
  [ScalarType.DOUBLE]: number,
  [ScalarType.FLOAT]: number,
  [ScalarType.INT64]: longNumber,
  [ScalarType.UINT64]: longNumber,
  [ScalarType.SINT64]: longNumber,
  [ScalarType.FIXED64]: longNumber,
  [ScalarType.SFIXED64]: longNumber,
  [ScalarType.STRING]: text,
  [ScalarType.BYTES]: text,
};

const textForms = new Set(['google.protobuf.Timestamp', 'google.protobuf.Duration', 'google.protobuf.FieldMask']);

/** How texts become values of the field. Throws for a field that no text can hold, so that such a contract stops the start. */
export function textReader(field: DescField): Reader {
  if (field.fieldKind === 'scalar') return readers[field.scalar] ?? wholeNumber;
  if (field.fieldKind === 'enum') return text;
  if (field.fieldKind === 'list' && field.listKind === 'scalar') return readers[field.scalar] ?? wholeNumber;
  if (field.fieldKind === 'list' && field.listKind === 'enum') return text;
  if (field.fieldKind === 'message' && textForms.has(field.message.typeName)) return text;
  throw new Error(`${field.toString()} cannot be a parameter of a path or a query`);
}
