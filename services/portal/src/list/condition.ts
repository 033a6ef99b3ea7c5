import type { Field } from '../fields/field.js';
import type { MessageKey } from '../i18n/text.js';
import { isSpan, spanText } from './relative-date.js';

/** How a field is held against a value; `!:` is “has not”, `~` falls into a span of days such as this week, `0` and `!0` ask whether it is empty. */
export type ConditionOperator = '=' | '!=' | '<' | '<=' | '>' | '>=' | ':' | '!:' | '~' | '0' | '!0';

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

type Asked = Pick<Field, 'kind' | 'isPersonal' | 'path'>;

const equal: readonly OperatorChoice[] = [
  { operator: '=', label: 'filter.is' },
  { operator: '!=', label: 'filter.isNot' },
];
const atLeastMost: readonly OperatorChoice[] = [
  { operator: '>=', label: 'filter.atLeast' },
  { operator: '<=', label: 'filter.atMost' },
];
const has: readonly OperatorChoice[] = [
  { operator: ':', label: 'filter.has' },
  { operator: '!:', label: 'filter.hasNot' },
];
const when: readonly OperatorChoice[] = [
  { operator: '~', label: 'filter.within' },
  { operator: '>=', label: 'filter.since' },
  { operator: '<', label: 'filter.before' },
];
const empty: readonly OperatorChoice[] = [
  { operator: '0', label: 'filter.empty' },
  { operator: '!0', label: 'filter.notEmpty' },
];

/** What a field can be asked in a filter. */
export function operatorsOf(field: Asked): readonly OperatorChoice[] {
  const { kind, isPersonal, path } = field;
  const more = canBeEmpty(field) ? empty : [];
  if (kind === 'tags') return has;
  if (kind === 'moment' || kind === 'date-time' || kind === 'date') return [...when, ...more];
  if (kind === 'number') return [...equal, ...atLeastMost];
  if (isPersonal && !path.startsWith('custom.')) return [{ operator: ':', label: 'filter.begins' }, ...equal];
  return [...equal, ...more];
}

/** Numbers, enums and what is sealed have no emptiness that can be asked for; what a service sets is never empty. */
function canBeEmpty({ kind, isPersonal, path }: Asked): boolean {
  if (path.startsWith('custom.')) return kind === 'choice' || kind === 'date';
  return (
    !isPersonal &&
    (kind === 'date-time' || kind === 'text' || kind === 'key' || kind === 'stage' || kind === 'language' || kind === 'colleague' || kind === 'team')
  );
}

/** Whether a condition says all that it must to be asked. */
export function isWhole({ operator, value }: Condition): boolean {
  return value !== '' || operator === '0' || operator === '!0';
}

/** A condition that asks nothing yet. */
export function blankCondition(field: Field): Condition {
  return { path: field.filterPath!, operator: operatorsOf(field)[0]!.operator, value: '' };
}

/** Conditions as they are kept: in the grammar of the API's lists, days that are meant from today by their names. */
export function filterText(conditions: readonly Condition[], joiner: 'AND' | 'OR' = 'AND'): string {
  return conditions.map(conditionText).join(` ${joiner} `);
}

/** Whoever looks: so a view that is shared shows to each what is theirs. */
export const myself = '@me';

/** Who asks, and when. */
export interface Asking {
  readonly now: Date;
  readonly me: string;
}

/** Conditions as they are asked for at a moment. */
export function askedText(conditions: readonly Condition[], joiner: 'AND' | 'OR', isDay: (path: string) => boolean, { now, me }: Asking): string {
  const asked = (condition: Condition) => {
    const { path, operator, value } = condition;
    if (operator === '~' && isSpan(value)) return spanText(path, value, isDay(path), now);
    return conditionText(value === myself ? { ...condition, value: me } : condition);
  };
  return conditions.map(asked).join(` ${joiner} `);
}

function conditionText({ path, operator, value }: Condition): string {
  const held = typeof value === 'number' ? String(value) : `"${value.replace(/["\\]/g, '\\$&')}"`;
  switch (operator) {
    case '!:':
      return `NOT ${path}:${held}`;
    case '~':
    case ':':
      return `${path}:${held}`;
    case '!0':
      return `${path} != ""`;
    case '0':
      // A field of the tenant's own that is empty is not there at all.
      return path.startsWith('custom.') ? `NOT ${path} != ""` : `${path} = ""`;
    default:
      return `${path} ${operator} ${held}`;
  }
}

const line = /\s*(?:(?:AND|OR)\s+)?(NOT\s+)?([a-z_][\w.-]*)\s*(!=|<=|>=|[=<>:])\s*("(?:[^"\\]|\\["\\])*"|-?\d+(?:\.\d+)?|\w+)/y;

/** The conditions in such a text, as far as it is understood: those that lists of this portal write. */
export function conditionsIn(text: string): readonly Condition[] {
  const found: Condition[] = [];
  line.lastIndex = 0;
  for (let match = line.exec(text); match; match = line.exec(text)) {
    const [, not, path = '', sign = '=', held = ''] = match;
    const value = valueOf(held);
    const operator = operatorOf(not !== undefined, sign as ConditionOperator, value);
    if (!operator) return found;
    found.push({ path, operator, value });
  }
  return found;
}

function operatorOf(isNot: boolean, sign: ConditionOperator, value: string | number): ConditionOperator | undefined {
  if (value === '' && sign === '!=') return isNot ? '0' : '!0';
  if (value === '' && sign === '=' && !isNot) return '0';
  if (isNot) return sign === ':' ? '!:' : undefined;
  return sign === ':' && isSpan(value) ? '~' : sign;
}

function valueOf(held: string): string | number {
  if (held.startsWith('"')) return held.slice(1, -1).replace(/\\(.)/g, '$1');
  return Number.isNaN(Number(held)) ? held : Number(held);
}
