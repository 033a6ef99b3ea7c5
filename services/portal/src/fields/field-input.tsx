import { Select, Textarea, TextInput } from '@mantine/core';
import { troubleAt, type FieldTroubles } from '../api/trouble.js';
import type { FieldValue } from '../nouns/noun.js';
import type { Field } from './field.js';
import { AddressesInput } from './addresses-input.js';
import { MessengersInput } from './messengers-input.js';
import { MoneyInput } from './money-input.js';
import { PointsInput } from './points-input.js';
import { RecordInput } from './record-input.js';
import { TagsField } from './tags-field.js';
import { TimeInput } from './time-input.js';
import { useOptions, type Option } from './use-options.js';

/** How any field is edited. */
export interface FieldInputProps {
  readonly field: Field;
  readonly value: FieldValue;
  readonly onChange: (value: FieldValue) => void;
  readonly troubles: FieldTroubles;
  readonly autoFocus?: boolean;
  /** Choices beside the field's own. */
  readonly more?: readonly Option[];
  /** Whether the label stands above, or is only for screen readers because it stands beside. */
  readonly bare?: boolean;
}

/** What the controls of one line share: their name, their size, what was refused. */
export interface SharedInputProps {
  readonly label?: string;
  readonly 'aria-label'?: string;
  readonly required: boolean;
  readonly size: 'sm';
  readonly error: string | undefined;
  readonly autoFocus: boolean;
}

/** The control of a field's kind, with what was refused said at it. */
export function FieldInput(props: FieldInputProps) {
  const { field, value, onChange } = props;
  const shared = sharedBy(props);
  const put = (text: string) => onChange(text === '' ? undefined : text);
  switch (field.kind) {
    case 'emails':
    case 'phones':
      return <PointsInput {...props} />;
    case 'messengers':
      return <MessengersInput {...props} />;
    case 'addresses':
      return <AddressesInput {...props} />;
    case 'language':
    case 'colleague':
    case 'team':
    case 'flag':
    case 'stage':
    case 'choice':
      return <ChoiceInput {...props} shared={shared} />;
    case 'number':
      return (
        <TextInput
          {...shared}
          type="number"
          step="any"
          value={String(value ?? '')}
          onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? undefined : currentTarget.valueAsNumber)}
        />
      );
    case 'money':
      return <MoneyInput {...props} shared={shared} />;
    case 'date':
      return <TextInput {...shared} type="date" value={String(value ?? '')} onChange={(event) => put(event.currentTarget.value)} />;
    case 'date-time':
    case 'moment':
      return <TimeInput {...props} shared={shared} />;
    case 'record':
      return <RecordInput {...props} shared={shared} />;
    case 'tags':
      return <TagsField {...props} shared={shared} />;
    case 'long-text':
      return <Textarea {...shared} autosize minRows={2} maxRows={10} value={String(value ?? '')} onChange={(event) => put(event.currentTarget.value)} />;
    case 'url':
    case 'key':
    case 'text':
      return <TextInput {...shared} value={String(value ?? '')} onChange={(event) => put(event.currentTarget.value)} autoComplete="off" />;
  }
}

function sharedBy({ field, troubles, autoFocus = false, bare = false }: FieldInputProps): SharedInputProps & { readonly 'data-autofocus': true | undefined } {
  const named = bare ? { 'aria-label': field.label } : { label: field.label };
  const error = troubleAt(troubles, field.pointer);
  return { ...named, required: field.isRequired, size: 'sm', error, 'data-autofocus': autoFocus || undefined, autoFocus };
}

/** What a control of one line is given. */
export interface OneLineProps extends FieldInputProps {
  readonly shared: SharedInputProps;
}

function ChoiceInput({ field, value, onChange, shared, more = [] }: OneLineProps) {
  const options = [...more, ...useOptions(field)];
  const chosen = options.find((option) => option.means === value);
  return (
    <Select
      {...shared}
      clearable
      searchable={options.length > 8}
      data={options.map(({ word, label }) => ({ value: word, label }))}
      value={chosen?.word ?? null}
      onChange={(word) => onChange(options.find((option) => option.word === word)?.means)}
      comboboxProps={{ withinPortal: true }}
    />
  );
}
