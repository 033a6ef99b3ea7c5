import { CustomFieldType, type CustomField } from '@rapport/contracts/client';
import type { Locale } from '../i18n/locale.js';
import type { Say } from '../i18n/text.js';
import type { Customer, Draft, FieldKind, FieldSpec, FieldValue } from '../nouns/noun.js';

/** A field as it is shown and edited, whether the contract has it or the tenant added it. */
export interface Field {
  /** Its path in update masks: `job_title`, `custom.region`. */
  readonly path: string;
  /** Where a refusal says it is wrong. */
  readonly pointer: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly choices: readonly string[];
  read(record: Customer): FieldValue;
  /** What a write says of it; an empty value clears it. */
  draft(value: FieldValue): Draft;
}

export function contractField({ name, local, kind, label }: FieldSpec, say: Say): Field {
  return {
    path: name,
    pointer: `/${name}`,
    label: say(label),
    kind,
    choices: [],
    read: (record) => (record as unknown as Readonly<Record<string, FieldValue>>)[local] || undefined,
    draft: (value) => ({ [local]: value ?? emptyOf(kind) }),
  };
}

const kinds: Readonly<Record<CustomFieldType, FieldKind>> = {
  [CustomFieldType.UNSPECIFIED]: 'text',
  [CustomFieldType.TEXT]: 'text',
  [CustomFieldType.NUMBER]: 'number',
  [CustomFieldType.DATE]: 'date',
  [CustomFieldType.FLAG]: 'flag',
  [CustomFieldType.CHOICE]: 'choice',
};

export function customField(definition: CustomField, locale: Locale): Field {
  const { key, type, choices } = definition;
  return {
    path: `custom.${key}`,
    pointer: `/custom/${key}`,
    label: labelOf(definition, locale),
    kind: kinds[type],
    choices,
    read: (record) => record.custom?.[key] as FieldValue,
    draft: (value) => ({ custom: value === undefined || value === '' ? {} : { [key]: value } }),
  };
}

/** Its name in the reader's language, else in the other, else its key. */
export function labelOf({ labelRu, labelEn, key }: CustomField, locale: Locale): string {
  return (locale === 'ru' ? labelRu || labelEn : labelEn || labelRu) || key;
}

/** Whether two values are the same for a person. */
export function isSame(left: FieldValue, right: FieldValue): boolean {
  return JSON.stringify(plainOf(left)) === JSON.stringify(plainOf(right));
}

function plainOf(value: FieldValue): unknown {
  if (Array.isArray(value)) return value.map((point) => (point as { value: string }).value);
  return value === undefined || value === '' ? null : value;
}

function emptyOf(kind: FieldKind): FieldValue {
  if (kind === 'emails' || kind === 'phones') return [];
  return kind === 'number' || kind === 'standing' ? 0 : '';
}
