import { rulesOf, type DescMessage } from '@rapport/contracts/client';
import type { Noun } from '../nouns/noun.js';

/** What forms and lists may do with a field, as the contract says. */
export interface FieldRules {
  /** A form that leaves it empty is refused. */
  readonly isRequired: boolean;
  /** Its path in filters: `standing`, `emails.value`; nothing where lists cannot be narrowed by it. */
  readonly filterPath?: string;
  readonly isSortable: boolean;
  /** It tells of a person, and must not stand in an address. */
  readonly isPersonal: boolean;
}

/** The rules of a contract's field; of a list of points, those of what they hold. */
export function rulesAt({ schema }: Pick<Noun, 'schema'>, name: string): FieldRules {
  const field = schema.fields.find((each) => each.name === name);
  if (!field) return { isRequired: false, isSortable: false, isPersonal: true };
  const isRequired = mustBeSaid(schema, name);
  const inner = field.message?.fields.find((each) => each.name === 'value');
  const rules = rulesOf(inner ?? field);
  // What it is about is found by the id of that, which people do not write.
  if (field.message?.fields.some((each) => each.name === 'noun')) return { isRequired, isSortable: false, isPersonal: false };
  const path = inner ? `${name}.value` : name;
  return { isRequired, ...(rules.filterable && { filterPath: path }), isSortable: rules.sortable, isPersonal: rules.pii !== 0 };
}

/** Whether the contract refuses a record that people write without this field. Throws for a name that the message does not have. */
export function mustBeSaid(schema: DescMessage, name: string): boolean {
  const field = schema.fields.find((each) => each.name === name);
  if (!field) throw new Error(`${schema.typeName} has no field ${name}`);
  const { required, outputOnly } = rulesOf(field);
  return required && !outputOnly;
}
