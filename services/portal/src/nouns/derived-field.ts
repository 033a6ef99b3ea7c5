import { enumNames, Format, rulesOf, ScalarType, type DescField, type DescMessage } from '@rapport/contracts/client';
import { kebab } from './names.js';
import type { ChoiceSpec, FieldException, FieldKind, FieldSpec } from './noun.js';

const kindOfMessage: Readonly<Record<string, FieldKind>> = {
  EmailPoint: 'emails',
  PhonePoint: 'phones',
  MessengerPoint: 'messengers',
  Address: 'addresses',
  RecordRef: 'record',
  SubjectRef: 'record',
};

const kindOfFormat: Partial<Record<Format, FieldKind>> = {
  [Format.DATE]: 'date',
  [Format.KEY]: 'key',
  [Format.LANGUAGE]: 'language',
  [Format.TAG]: 'tags',
  [Format.URL]: 'url',
};

const kindOfName: Readonly<Record<string, FieldKind>> = { owner_id: 'colleague', assignee_id: 'colleague', author_id: 'colleague', team_id: 'team' };

/** A text that may be longer than this is written in several lines. */
const oneLine = 500;

/** A field as the contract describes it, with what a descriptor knows better. Throws for a name that the message does not have. */
export function derivedField(schema: DescMessage, said: string | FieldException): FieldSpec {
  const exception = typeof said === 'string' ? { name: said } : said;
  const field = named(schema, exception.name);
  const rules = rulesOf(field);
  const besideName = exception.currency ?? exception.wholeDay ?? (exception.noun?.endsWith('_noun') ? exception.noun : undefined);
  return {
    name: field.name,
    local: field.localName,
    kind: exception.kind ?? (exception.currency ? 'money' : exception.noun ? 'record' : kindOf(field)),
    label: exception.label ?? `field.${field.name}`,
    choices: choicesOf(field, schema),
    isWritable: exception.hasCall ?? (!rules.outputOnly && !rules.immutable),
    empty: emptyOf(field),
    ...(exception.hasCall && { hasCall: exception.hasCall }),
    ...(besideName && { besideName, beside: named(schema, besideName).localName }),
    ...(exception.noun && !besideName && { noun: exception.noun }),
  };
}

function named(schema: DescMessage, name: string): DescField {
  const field = schema.fields.find((each) => each.name === name);
  if (!field) throw new Error(`${schema.typeName} has no field ${name}`);
  return field;
}

function kindOf(field: DescField): FieldKind {
  const rules = rulesOf(field);
  if (field.message?.name === 'Timestamp') return rules.outputOnly ? 'moment' : 'date-time';
  if (field.message) return kindOfMessage[field.message.name] ?? 'text';
  if (field.enum || rules.oneOf.length > 0) return 'choice';
  const known = kindOfName[field.name] ?? kindOfFormat[rules.format];
  if (known) return known;
  if (field.fieldKind !== 'scalar') return 'text';
  if (field.scalar === ScalarType.BOOL) return 'flag';
  if (field.scalar !== ScalarType.STRING) return 'number';
  return rules.maxLen > oneLine ? 'long-text' : 'text';
}

function choicesOf(field: DescField, schema: DescMessage): readonly ChoiceSpec[] {
  if (field.enum) {
    const prefix = kebab(field.enum.name);
    return [...enumNames(field.enum).numberOf].map(([name, means]) => ({ word: name, means, label: `${prefix}.${name}` }));
  }
  // The same shape of name as an enum of its own would have.
  const prefix = `${kebab(schema.name)}-${field.name.replaceAll('_', '-')}`;
  return rulesOf(field).oneOf.map((word) => ({ word, means: word, label: `${prefix}.${word}` }));
}

function emptyOf(field: DescField): unknown {
  if (field.fieldKind === 'list') return [];
  if (field.fieldKind === 'enum') return 0;
  if (field.fieldKind !== 'scalar') return undefined;
  if (field.scalar === ScalarType.STRING) return '';
  if (field.scalar === ScalarType.BOOL) return false;
  return field.scalar === ScalarType.INT64 || field.scalar === ScalarType.UINT64 ? 0n : 0;
}
