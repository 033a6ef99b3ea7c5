import type { DescField, DescMessage } from '@bufbuild/protobuf';
import { comments } from '../gen/comments.js';
import { isKeptOnInput, nounOf, rulesOf } from '../options.js';
import { customSchema, ownFields, type CustomFieldSketch } from './custom-fields.js';
import { fieldNotes, fieldSchema } from './field-schema.js';
import { orNull, schemaRef, tidy, type JsonSchema } from './json-schema.js';

/** What a message is described for: an answer, a request, or a change, in which nothing is required. */
type Use = 'Output' | 'Input' | 'Patch';

/** Describes messages as schemas and keeps them under `components`; each once for each use. */
export class SchemaBook {
  readonly schemas: Record<string, JsonSchema> = {};
  private readonly owners = new Map<string, string>();

  constructor(private readonly customFields: readonly CustomFieldSketch[] | undefined) {}

  /** What an answer holds. */
  output(desc: DescMessage): JsonSchema {
    return this.entry(desc, 'Output', () => this.outputOf(desc));
  }

  /** What a request may hold. */
  input(desc: DescMessage): JsonSchema {
    return this.entry(desc, 'Input', () => this.inputOf(desc, desc.fields, false));
  }

  /** What a change of a record may hold. */
  patch(desc: DescMessage): JsonSchema {
    return this.entry(desc, 'Patch', () => this.inputOf(desc, desc.fields, true));
  }

  /** A request's own message without the fields that stand elsewhere. */
  part(desc: DescMessage, but: ReadonlySet<string>): JsonSchema {
    return this.inputOf(
      desc,
      desc.fields.filter((field) => !but.has(field.name)),
      false,
    );
  }

  /** Keys of the tenant's own fields of the record; nothing when the tenant is not known. */
  customKeys(record: DescMessage): string[] | undefined {
    return this.customFields && ownFields(record, this.customFields).map(({ key }) => key);
  }

  private entry(desc: DescMessage, use: Use, describe: () => JsonSchema): JsonSchema {
    const name = `${desc.name}${use === 'Output' ? '' : use}`;
    const owner = this.owners.get(name);
    if (owner !== undefined && owner !== desc.typeName) throw new Error(`${desc.typeName} and ${owner} have one name in the API: ${name}`);
    if (owner === undefined) {
      this.owners.set(name, desc.typeName);
      this.schemas[name] = {};
      this.schemas[name] = describe();
    }
    return schemaRef(name);
  }

  private outputOf(desc: DescMessage): JsonSchema {
    const always = desc.fields.filter(nounOf(desc) ? isNameOrVersion : isAlwaysThere);
    const properties = desc.fields.map((field) => {
      const notes = { ...fieldNotes(field), ...(rulesOf(field).outputOnly ? { readOnly: true } : {}) };
      const schema = this.customOf(field, false) ?? fieldSchema(field, 'output', (nested) => this.output(nested));
      return [field.name, { ...schema, ...notes }] as const;
    });
    return tidy({
      type: 'object',
      description: comments[desc.typeName],
      properties: Object.fromEntries(properties),
      required: always.length > 0 ? always.map((field) => field.name) : undefined,
    });
  }

  private inputOf(desc: DescMessage, fields: readonly DescField[], isChange: boolean): JsonSchema {
    const required = isChange ? [] : fields.filter((field) => isKeptOnInput(field) && rulesOf(field).required);
    return tidy({
      type: 'object',
      description: comments[desc.typeName],
      properties: Object.fromEntries(fields.map((field) => [field.name, this.inputField(field, required.includes(field))])),
      required: required.length > 0 ? required.map((field) => field.name) : undefined,
      additionalProperties: false,
      ...oneOfEach(desc),
    });
  }

  private inputField(field: DescField, required: boolean): JsonSchema {
    const notes = fieldNotes(field);
    if (!isKeptOnInput(field)) return { description: `${String(notes['description'] ?? '')} Set by the system; ignored here.`.trimStart() };
    const isChanged = (nested: DescMessage) => nounOf(nested) !== undefined && field.parent.fields.some(isMask);
    const schema = this.customOf(field, true) ?? fieldSchema(field, 'input', (nested) => (isChanged(nested) ? this.patch(nested) : this.input(nested)));
    return { ...(required ? schema : orNull(schema)), ...notes };
  }

  private customOf(field: DescField, nullable: boolean): JsonSchema | undefined {
    return field.name === 'custom' ? customSchema(field.parent, this.customFields, nullable) : undefined;
  }
}

/** Says which fields of the records beside it change. */
export function isMask({ message }: DescField): boolean {
  return message?.typeName === 'google.protobuf.FieldMask';
}

/** Of a record, which may be partial. */
function isNameOrVersion({ name }: DescField): boolean {
  return name === 'id' || name === 'etag';
}

/** Of any other message of an answer: its lists, and what nobody could have left out. */
function isAlwaysThere(field: DescField): boolean {
  return field.fieldKind === 'list' || rulesOf(field).required;
}

/** At most one case of each choice between fields. */
function oneOfEach(desc: DescMessage): JsonSchema {
  const pairs = desc.oneofs.flatMap(({ fields }) =>
    fields.flatMap((one, index) => fields.slice(index + 1).map((other) => ({ not: { required: [one.name, other.name] } }))),
  );
  return pairs.length > 0 ? { allOf: pairs } : {};
}
