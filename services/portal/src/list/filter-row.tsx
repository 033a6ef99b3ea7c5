import { ActionIcon, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { noTroubles } from '../api/trouble.js';
import { FieldInput } from '../fields/field-input.js';
import type { Field } from '../fields/field.js';
import { useSay } from '../i18n/text.js';
import { blankCondition, myself, operatorsOf, type Condition } from './condition.js';
import { heldValue, shownValue } from './held-value.js';
import { isSpan, spans, spanWord } from './relative-date.js';

interface FilterRowProps {
  readonly condition: Condition;
  readonly fields: readonly Field[];
  readonly put: (condition: Condition) => void;
  readonly remove: () => void;
}

/** One condition: which field, how, and what. */
export function FilterRow({ condition, fields, put, remove }: FilterRowProps) {
  const say = useSay();
  const field = fields.find(({ filterPath }) => filterPath === condition.path) ?? fields[0]!;
  const change = (path: string | null) => {
    const next = fields.find(({ filterPath }) => filterPath === path);
    if (next) put(blankCondition(next));
  };
  return (
    <div className="filter-row">
      <div className="filter-field">
        <Select
          size="sm"
          aria-label={say('filter.field')}
          searchable
          allowDeselect={false}
          data={fields.map(({ filterPath, label }) => ({ value: filterPath!, label }))}
          value={field.filterPath ?? null}
          onChange={change}
        />
      </div>
      <div className="filter-how">
        <Select
          size="sm"
          aria-label={say('filter.how')}
          allowDeselect={false}
          data={operatorsOf(field).map(({ operator, label }) => ({ value: operator, label: say(label) }))}
          value={condition.operator}
          onChange={(operator) => operator && put(withOperator(condition, operator))}
        />
      </div>
      <div className="filter-value">
        <HeldInput condition={condition} field={field} put={put} />
      </div>
      <ActionIcon variant="subtle" color="gray" aria-label={say('filter.remove', { field: field.label })} onClick={remove}>
        <IconX size={16} />
      </ActionIcon>
    </div>
  );
}

/** What was held stays where the new comparison can be held against it. */
function withOperator(condition: Condition, operator: Condition['operator']): Condition {
  const isKept = (operator === '~') === (condition.operator === '~') && !isEmptiness(operator);
  return { ...condition, operator, value: isKept ? condition.value : '' };
}

const isEmptiness = (operator: Condition['operator']) => operator === '0' || operator === '!0';

function HeldInput({ condition, field, put }: { readonly condition: Condition; readonly field: Field; readonly put: FilterRowProps['put'] }) {
  const say = useSay();
  if (isEmptiness(condition.operator)) return null;
  if (condition.operator === '~')
    return (
      <Select
        size="sm"
        aria-label={field.label}
        allowDeselect={false}
        data={spans.map((span) => ({ value: span, label: say(`span.${spanWord(span)}`) }))}
        value={isSpan(condition.value) ? condition.value : null}
        onChange={(span) => span && put({ ...condition, value: span })}
      />
    );
  return (
    <FieldInput
      field={{ ...field, kind: inputKind(field) }}
      more={field.kind === 'colleague' ? [{ word: myself, label: say('filter.me'), means: myself }] : []}
      value={shownValue(field, condition.value)}
      troubles={noTroubles}
      bare
      onChange={(value) => put({ ...condition, value: heldValue(field, value) })}
    />
  );
}

const heldAsText: readonly Field['kind'][] = ['emails', 'phones', 'messengers', 'tags', 'long-text', 'url', 'key'];

/** A list of points, or of tags, is held against one of them. */
function inputKind({ kind }: Field): Field['kind'] {
  if (kind === 'moment' || kind === 'date-time') return 'date';
  return heldAsText.includes(kind) ? 'text' : kind;
}
