import type { Field } from '../fields/field.js';
import type { MessageKey } from '../i18n/text.js';

/** How a field is held against a value; `!:` is “has not”. */
export type ConditionOperator = '=' | '!=' | '<' | '<=' | '>' | '>=' | ':' | '!:';

/** One line of a filter. */
export interface Condition {
  readonly path: string;
  readonly operator: ConditionOperator;
  readonly value: string | number;
}

/** An operator with its name for people. */
export interface OperatorChoice {
  readonly operator: ConditionOperator;
  readonly label: MessageKey;
}

const equal: readonly OperatorChoice[] = [
  { operator: '=', label: 'filter.is' },
  { operator: '!=', label: 'filter.isNot' },
];
const ordered: readonly OperatorChoice[] = [...equal, { operator: '>=', label: 'filter.atLeast' }, { operator: '<=', label: 'filter.atMost' }];

/** What a field can be asked in a filter. */
export function operatorsOf({ kind, isPersonal, path }: Pick<Field, 'kind' | 'isPersonal' | 'path'>): readonly OperatorChoice[] {
  if (kind === 'tags') return [{ operator: ':', label: 'filter.has' }, { operator: '!:', label: 'filter.hasNot' }]; // prettier-ignore
  if (kind === 'moment') return [{ operator: '>=', label: 'filter.since' }, { operator: '<', label: 'filter.before' }]; // prettier-ignore
  if (kind === 'number' || kind === 'date') return ordered;
  if (isPersonal && !path.startsWith('custom.')) return [{ operator: ':', label: 'filter.begins' }, ...equal];
  return equal;
}

/** A condition that asks nothing yet. */
export function blankCondition(field: Field): Condition {
  return { path: field.filterPath!, operator: operatorsOf(field)[0]!.operator, value: '' };
}

/** Conditions in the grammar of the API's lists. */
export function filterText(conditions: readonly Condition[], joiner: 'AND' | 'OR' = 'AND'): string {
  return conditions.map(conditionText).join(` ${joiner} `);
}

function conditionText({ path, operator, value }: Condition): string {
  const held = typeof value === 'number' ? String(value) : `"${value.replace(/["\\]/g, '\\$&')}"`;
  if (operator === '!:') return `NOT ${path}:${held}`;
  return operator === ':' ? `${path}:${held}` : `${path} ${operator} ${held}`;
}

const line = /\s*(?:(?:AND|OR)\s+)?(NOT\s+)?([a-z_][\w.-]*)\s*(!=|<=|>=|[=<>:])\s*("(?:[^"\\]|\\["\\])*"|-?\d+(?:\.\d+)?|\w+)/y;

/** The conditions in such a text, as far as it is understood: those that lists of this portal write. */
export function conditionsIn(text: string): readonly Condition[] {
  const found: Condition[] = [];
  line.lastIndex = 0;
  for (let match = line.exec(text); match; match = line.exec(text)) {
    const [, not, path = '', operator = '=', held = ''] = match;
    if (not && operator !== ':') return found;
    found.push({ path, operator: (not ? '!:' : operator) as ConditionOperator, value: valueOf(held) });
  }
  return found;
}

function valueOf(held: string): string | number {
  if (held.startsWith('"')) return held.slice(1, -1).replace(/\\(.)/g, '$1');
  return Number.isNaN(Number(held)) ? held : Number(held);
}
