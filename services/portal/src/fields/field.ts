import { CustomFieldType, type CustomField } from '@rapport/contracts/client';
import type { Locale } from '../i18n/locale.js';
import { saidOr, type Say } from '../i18n/text.js';
import type { Draft, FieldKind, FieldSpec, FieldValue, Noun, NounRecord } from '../nouns/noun.js';
import { rulesAt, type FieldRules } from './field-rules.js';
import { draftOf, readingOf } from './message-value.js';

/** One of the values that a field takes. */
export interface Choice {
  /** As filters and addresses say it. */
  readonly word: string;
  readonly label: string;
  readonly means: string | number;
  /** Name of its looks. */
  readonly tone?: string;
}

/** A field as it is shown and edited, whether the contract has it or the tenant added it. */
export interface Field extends FieldRules {
  /** Its path in update masks: `job_title`, `custom.region`. */
  readonly path: string;
  /** All that a write of it changes: an amount has its currency beside it. */
  readonly paths: readonly string[];
  /** Where a refusal says it is wrong. */
  readonly pointer: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly choices: readonly Choice[];
  /** People may change it. */
  readonly isWritable: boolean;
  read(record: NounRecord): FieldValue;
  /** What a write says of it; an empty value clears it. */
  draft(value: FieldValue): Draft;
}

export function contractField(spec: FieldSpec, say: Say, noun: Pick<Noun, 'schema'>): Field {
  const { name, kind, label, isWritable, besideName } = spec;
  return {
    ...rulesAt(noun, name),
    path: name,
    paths: besideName ? [name, besideName] : [name],
    pointer: `/${name}`,
    label: saidOr(say, label, name),
    kind,
    choices: spec.choices.map(({ word, means, label: key }) => ({ word, means, label: saidOr(say, key, word), tone: key })),
    isWritable,
    read: readingOf(spec),
    draft: draftOf(spec),
  };
}

/** The choice that a value of a field is. */
export function choiceOf({ choices }: Pick<Field, 'choices'>, value: FieldValue): Choice | undefined {
  return choices.find(({ means }) => means === value);
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
    paths: [`custom.${key}`],
    isRequired: false,
    filterPath: `custom.${key}`,
    isSortable: type !== CustomFieldType.TEXT,
    // A text may hold anything.
    isPersonal: type === CustomFieldType.TEXT,
    pointer: `/custom/${key}`,
    label: labelOf(definition, locale),
    kind: kinds[type],
    choices: choices.map((choice) => ({ word: choice, label: choice, means: choice })),
    isWritable: true,
    read: (record) => record.custom?.[key] as FieldValue,
    draft: (value) => ({ custom: value === undefined || value === '' ? {} : { [key]: value } }),
  };
}

/** Its name in the reader's language, else in the other, else its key. */
export function labelOf({ labelRu, labelEn, key }: CustomField, locale: Locale): string {
  return (locale === 'ru' ? labelRu || labelEn : labelEn || labelRu) || key;
}

/** Whether nothing is written there, spaces aside. */
export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0);
}

/** Whether two values are the same for a person. */
export function isSame(left: FieldValue, right: FieldValue): boolean {
  return JSON.stringify(plainOf(left)) === JSON.stringify(plainOf(right));
}

function plainOf(value: FieldValue): unknown {
  if (Array.isArray(value)) return value.map(partsOf);
  return value === undefined || value === '' ? null : partsOf(value);
}

/** What of an item a person has said: not the message's own marks, nor what is left empty. */
function partsOf(item: unknown): unknown {
  if (typeof item !== 'object' || item === null) return item;
  return Object.entries(item)
    .filter(([name, part]) => !name.startsWith('$') && Boolean(part))
    .sort(([left], [right]) => (left < right ? -1 : 1));
}
