import { UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { Field } from '../fields/field.js';
import { FieldValueView } from '../fields/field-value.js';
import { useSay } from '../i18n/text.js';
import { myself, operatorsOf, type Condition } from './condition.js';
import { shownValue } from './held-value.js';
import type { ListWish } from './list-search.js';
import { isSpan, spanWord } from './relative-date.js';

interface FilterChipsProps {
  readonly wish: ListWish;
  readonly change: (wish: ListWish) => void;
  readonly fields: readonly Field[];
}

/** What the list is narrowed by, each to be taken away. */
export function FilterChips({ wish, change, fields }: FilterChipsProps) {
  const say = useSay();
  if (wish.conditions.length === 0) return null;
  return (
    <ul className="filter-chips" aria-label={say('filter.title')}>
      {wish.conditions.map((condition, at) => {
        const field = fields.find(({ filterPath }) => filterPath === condition.path);
        const label = field?.label ?? condition.path;
        return (
          <li key={at} className="filter-chip">
            <span className="soft">
              {label} {how(condition, field, say)}
            </span>{' '}
            <Held field={field} condition={condition} />
            <UnstyledButton
              className="filter-chip-x"
              aria-label={say('filter.remove', { field: label })}
              onClick={() => change({ ...wish, conditions: wish.conditions.filter((_, index) => index !== at) })}
            >
              <IconX size={12} aria-hidden />
            </UnstyledButton>
          </li>
        );
      })}
      {wish.conditions.length > 1 && wish.isAny && <li className="tiny soft">{say('filter.any')}</li>}
    </ul>
  );
}

function how({ operator }: Condition, field: Field | undefined, say: ReturnType<typeof useSay>): string {
  const choice = field && operatorsOf(field).find((each) => each.operator === operator);
  return choice ? say(choice.label) : operator;
}

function Held({ field, condition: { value } }: { readonly field: Field | undefined; readonly condition: Condition }) {
  const say = useSay();
  if (isSpan(value)) return <span>{say(`span.${spanWord(value)}`)}</span>;
  if (value === myself) return <span>{say('filter.me')}</span>;
  const isPlain = !field || ['tags', 'emails', 'phones', 'messengers'].includes(field.kind);
  if (isPlain) return <span>{value}</span>;
  return <FieldValueView field={field} value={shownValue(field, value)} />;
}
