import { ScalarType, type DescField, type JsonObject } from '@bufbuild/protobuf';
import { enumNames } from '../json/enum-names.js';
import type { Report } from '../json/report.js';
import { Format, rulesOf, type FieldRules } from '../options.js';
import { forms } from './formats.js';
import { normalObject } from './free-json.js';
import { hasControl, lengthOf, normalText } from './text.js';

/** What one run of checks is told. */
export interface Checking {
  readonly report: Report;
  /** The message asks to change something. */
  readonly write: boolean;
  /** ISO 3166-1 country of phone numbers written without a code. */
  readonly region: string | undefined;
}

/** Checks a value that is there and gives it as it is kept. */
export type ValueCheck = (value: unknown, at: string, run: Checking) => unknown;

/** The check of one value of the field: of the field itself, or of each item of a list or map. Nothing where nothing can be wrong. */
export function valueCheck(field: DescField): ValueCheck | undefined {
  const rules = rulesOf(field);
  if (field.message) return field.message.typeName === 'google.protobuf.Struct' ? freeCheck : undefined;
  if (field.enum) return choiceCheck(field);
  if (field.scalar === ScalarType.STRING) return textCheck(rules);
  return rules.min !== undefined || rules.max !== undefined ? rangeCheck(rules) : undefined;
}

const freeCheck: ValueCheck = (value) => normalObject(value as JsonObject);

function textCheck(rules: FieldRules): ValueCheck {
  const { minLen, maxLen, format, oneOf } = rules;
  const form = format === Format.UNSPECIFIED ? undefined : forms[format];
  return (value, at, { report, write, region }) => {
    const given = value as string;
    const text = normalText(given, maxLen);
    if (text === '') return vanished(given, at, { report, strict: !write || (form !== undefined && format !== Format.TAG) });
    const kept = form ? form.normal(text, region) : text;
    const length = Math.max(lengthOf(given), lengthOf(kept ?? text));
    if (maxLen > 0 && length > maxLen) report.add(at, 'TOO_LONG', { max: maxLen, length });
    else if (lengthOf(kept ?? text) < minLen) report.add(at, 'TOO_SHORT', { min: minLen });
    else if (kept === undefined) report.add(at, form!.reason, form!.params);
    else if (oneOf.length > 0 && !oneOf.includes(kept)) report.add(at, 'NOT_ALLOWED_VALUE', { allowed: oneOf.join(', ') });
    return kept ?? text;
  };
}

/** A text of nothing but control characters is empty where people write, and a mistake where a form or a question is meant. */
function vanished(given: string, at: string, { report, strict }: { report: Report; strict: boolean }): string {
  if (strict && hasControl(given.trim())) report.add(at, 'INVALID_FORMAT', { expected: 'text in Unicode' });
  return '';
}

function rangeCheck({ min, max }: FieldRules): ValueCheck {
  return (value, at, { report }) => {
    if (min !== undefined && Number(value) < min) report.add(at, 'TOO_SMALL', { min });
    else if (max !== undefined && Number(value) > max) report.add(at, 'TOO_BIG', { max });
    return value;
  };
}

function choiceCheck(field: DescField): ValueCheck {
  const { nameOf, names } = enumNames(field.enum!);
  const zeroIsAbsence = field.fieldKind === 'enum';
  return (value, at, { report }) => {
    const isKnown = nameOf.has(value as number) || (zeroIsAbsence && value === 0);
    if (!isKnown) report.add(at, 'NOT_ALLOWED_VALUE', { allowed: names.join(', ') });
    return value;
  };
}
