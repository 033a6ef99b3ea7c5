import { CustomFieldType, type CustomField } from '@rapport/contracts/client';
import type { Locale } from '../i18n/locale.js';
import type { Say } from '../i18n/text.js';
import type { Customer, Draft, FieldKind, FieldSpec, FieldValue, Noun } from '../nouns/noun.js';
import { rulesAt, type FieldRules } from './field-rules.js';

/** A field as it is shown and edited, whether the contract has it or the tenant added it. */
export interface Field extends FieldRules {
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

export function contractField({ name, local, kind, label }: FieldSpec, say: Say, noun: Noun): Field {
  return {
    ...rulesAt(noun, name),
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
    filterPath: `custom.${key}`,
    isSortable: type !== CustomFieldType.TEXT,
    // A text may hold anything.
    isPersonal: type === CustomFieldType.TEXT,
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
  if (Array.isArray(value)) return value.map(partsOf);
  return value === undefined || value === '' ? null : value;
}

/** What of an item a person has said: not the message's own marks, nor what is left empty. */
function partsOf(item: unknown): unknown {
  if (typeof item !== 'object' || item === null) return item;
  return Object.entries(item)
    .filter(([name, part]) => !name.startsWith('$') && Boolean(part))
    .sort(([left], [right]) => (left < right ? -1 : 1));
}

function emptyOf(kind: FieldKind): FieldValue {
  if (kind === 'emails' || kind === 'phones' || kind === 'messengers' || kind === 'addresses') return [];
  return kind === 'number' || kind === 'standing' ? 0 : '';
}
