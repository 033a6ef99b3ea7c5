import { ScalarType, type DescField, type DescMessage } from '@bufbuild/protobuf';
import { Format, nounOf, ownerOf, PiiClass, piiOf, rulesOf, Search } from '@rapport/contracts';
import type { PiiClassName } from '@rapport/kernel';

/** How a field lies in its table. `sealed` is one envelope; `items` is a JSON list; `ref` is two columns, `<name>_noun` and `<name>_id`; `custom` is the tenant's own fields. */
export type ColumnKind = 'text' | 'number' | 'flag' | 'instant' | 'choice' | 'texts' | 'facts' | 'items' | 'ref' | 'sealed' | 'custom';

/** One field of a record: its name in code, its column, and what may be done with it. */
export interface Column {
  readonly key: string;
  readonly name: string;
  readonly kind: ColumnKind;
  readonly field: DescField;
  /** Present on sealed columns: who may see it. */
  readonly pii?: PiiClassName;
  readonly sortable: boolean;
  readonly filterable: boolean;
  readonly outputOnly: boolean;
  readonly immutable: boolean;
  readonly unique: boolean;
}

/** A searchable value inside a record: a sealed field, or a field of a sealed list such as `emails.value`. */
export interface Searchable {
  /** Path in code: `['emails', 'value']`. */
  readonly path: readonly string[];
  /** Name in filters: `emails.value`. */
  readonly name: string;
  readonly pii: PiiClassName;
  readonly search: Search;
  readonly format: Format;
  readonly filterable: boolean;
}

/** A record as its contract describes it: the table, its columns, what can be searched. Derived once a noun. */
export interface RecordShape {
  readonly desc: DescMessage;
  /** `contact`: in events, audit and references. */
  readonly noun: string;
  /** `contacts`: in permissions and paths. */
  readonly plural: string;
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly Column[];
  readonly searchables: readonly Searchable[];
  readonly custom: boolean;
  /** Rows belong to an owner and a team, so that rights can reach less than the tenant. */
  readonly owned: boolean;
  /** Each record says itself who shares it (`visibility`): its owner alone, a team, the tenant. */
  readonly shared: boolean;
  /** Records name whom they are about (`subject`). */
  readonly about: boolean;
  readonly deletable: boolean;
  /** Rows are about the customer in `contact_id`, so that a customer's right to themselves reaches them. */
  readonly ofContact: boolean;
  /** Fields that may name whose key seals a record, by their names in code, the first that does deciding. */
  readonly keyOf: readonly string[];
}

const system = new Set(['id', 'etag', 'createdAt', 'updatedAt', 'deletedAt']);

/** The shape of the records that a message with the `noun` option describes. */
export function shapeOf(desc: DescMessage): RecordShape {
  const noun = nounOf(desc);
  if (!noun) throw new Error(`${desc.typeName} is not a noun`);
  const keys = new Set(desc.fields.map((field) => field.localName));
  return {
    desc,
    noun: desc.name.replace(/(?<!^)[A-Z]/g, '-$&').toLowerCase(),
    plural: noun.plural,
    schema: ownerOf(desc).replaceAll('-', '_'),
    table: noun.plural.replaceAll('-', '_'),
    columns: desc.fields.filter((field) => !system.has(field.localName) && !rulesOf(field).computed).map(columnOf),
    searchables: desc.fields.flatMap((field) => searchablesOf(field)),
    custom: noun.customFields,
    owned: keys.has('ownerId') && keys.has('teamId'),
    shared: keys.has('visibility'),
    about: keys.has('subject'),
    deletable: keys.has('deletedAt'),
    ofContact: keys.has('contactId'),
    keyOf: noun.keyOf.map((name) => desc.fields.find((field) => field.name === name)!.localName),
  };
}

function columnOf(field: DescField): Column {
  const rules = rulesOf(field);
  const pii = piiName(piiOf(field));
  return {
    key: field.localName,
    name: field.name,
    field,
    kind: pii ? 'sealed' : kindOf(field),
    ...(pii ? { pii } : {}),
    sortable: rules.sortable,
    filterable: rules.filterable,
    outputOnly: rules.outputOnly,
    immutable: rules.immutable,
    unique: rules.unique,
  };
}

function kindOf(field: DescField): ColumnKind {
  if (field.fieldKind === 'enum') return 'choice';
  if (field.fieldKind === 'map') return 'facts';
  if (field.fieldKind === 'list') return field.message ? 'items' : 'texts';
  if (field.fieldKind === 'message') return messageKinds[field.message.typeName] ?? 'ref';
  if (field.scalar === ScalarType.STRING) return 'text';
  return field.scalar === ScalarType.BOOL ? 'flag' : 'number';
}

const messageKinds: Readonly<Record<string, ColumnKind>> = { 'google.protobuf.Timestamp': 'instant', 'google.protobuf.Struct': 'custom' };

function searchablesOf(field: DescField, before: readonly DescField[] = []): Searchable[] {
  const fields = [...before, field];
  const rules = rulesOf(field);
  const pii = piiName(rules.pii);
  if (pii && rules.search) {
    return [
      {
        path: fields.map((one) => one.localName),
        name: fields.map((one) => one.name).join('.'),
        pii,
        search: rules.search,
        format: rules.format,
        filterable: rules.filterable,
      },
    ];
  }
  return field.message && !field.message.typeName.startsWith('google.') ? field.message.fields.flatMap((inner) => searchablesOf(inner, fields)) : [];
}

function piiName(pii: PiiClass): PiiClassName | undefined {
  return pii === PiiClass.UNSPECIFIED ? undefined : (PiiClass[pii] as PiiClassName);
}

const holders: ReadonlySet<unknown> = new Set(['contact', 'company']);

/**
 * Whose key seals a record: that of whom its noun names (`key_of`), else of the customer that its `subject` names, so that erasing them erases it; else its own.
 * The table says the same in `key_subject`.
 */
export function keySubjectOf(shape: RecordShape, id: string, values: Readonly<Record<string, unknown>>): string {
  const named = shape.keyOf.map((key) => values[key]).find((value) => typeof value === 'string' && value !== '');
  if (named) return named as string;
  const subject = values['subject'] as { readonly noun: string; readonly id: string } | undefined;
  return subject && holders.has(subject.noun) ? subject.id : id;
}

/**
 * Whose record a row of `t` is: its own, or of the customer that its `subject` names (`keySubjectOf`); that key seals the row. A column of its own (generated), for a cast
 * between the two would keep row level security from letting a join use the keyring's index.
 */
export const keySubject = 't.key_subject';

/** The columns whose order a list can follow though they are sealed. */
export function rankedColumns(shape: RecordShape): Column[] {
  return shape.columns.filter((column) => column.sortable && column.kind === 'sealed');
}

/** What a ranked column is called in `ranks`. */
export function rankList(shape: RecordShape, column: Column): string {
  return `${shape.noun}.${column.name}`;
}

/** The columns of `t` that a record is read from, all or those of some fields: without tokens, which are many bytes and nobody's to see. */
export function readColumns(shape: RecordShape, only?: ReadonlySet<string>): string {
  const wanted = only ? shape.columns.filter(({ key }) => only.has(key)) : shape.columns;
  const own = wanted.flatMap(({ name, kind }) => (kind === 'ref' ? [`${name}_noun`, `${name}_id`] : [name]));
  const columns = ['tenant_id', 'id', 'version', 'created_at', 'updated_at', ...(shape.deletable ? ['deleted_at'] : []), ...own];
  return [...columns.map((column) => `t."${column}"`), `${keySubject} as subject`].join(', ');
}
