import { Select, TextInput } from '@mantine/core';
import { troubleAt, type FieldTroubles } from '../api/trouble.js';
import { useLocale } from '../i18n/locale.js';
import { useSay } from '../i18n/text.js';
import type { FieldValue } from '../nouns/noun.js';
import { standings } from '../nouns/standing.js';
import { teamShown, useColleagues } from '../session/colleagues.js';
import type { Field } from './field.js';
import { AddressesInput } from './addresses-input.js';
import { MessengersInput } from './messengers-input.js';
import { PointsInput } from './points-input.js';

/** How any field is edited. */
export interface FieldInputProps {
  readonly field: Field;
  readonly value: FieldValue;
  readonly onChange: (value: FieldValue) => void;
  readonly troubles: FieldTroubles;
  readonly autoFocus?: boolean;
  /** Whether the label stands above, or is only for screen readers because it stands beside. */
  readonly bare?: boolean;
}

/** The control of a field's kind, with what was refused said at it. */
export function FieldInput(props: FieldInputProps) {
  const { field, value, onChange, troubles, autoFocus = false, bare = false } = props;
  const named = bare ? { 'aria-label': field.label } : { label: field.label };
  const shared = { ...named, size: 'sm', error: troubleAt(troubles, field.pointer), 'data-autofocus': autoFocus || undefined, autoFocus } as const;
  switch (field.kind) {
    case 'emails':
    case 'phones':
      return <PointsInput {...props} />;
    case 'messengers':
      return <MessengersInput {...props} />;
    case 'addresses':
      return <AddressesInput {...props} />;
    case 'standing':
    case 'language':
    case 'owner':
    case 'team':
    case 'flag':
    case 'choice':
      return <Choice {...props} shared={shared} />;
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
    case 'date':
    case 'moment':
      return <TextInput {...shared} type="date" value={String(value ?? '')} onChange={(event) => onChange(event.currentTarget.value)} />;
    case 'text':
    case 'tags':
      return <TextInput {...shared} value={String(value ?? '')} onChange={(event) => onChange(event.currentTarget.value)} autoComplete="off" />;
  }
}

interface ChoiceProps extends FieldInputProps {
  readonly shared: object;
}

function Choice({ field, value, onChange, shared }: ChoiceProps) {
  const options = useOptions(field);
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

interface Option {
  readonly word: string;
  readonly label: string;
  readonly means: FieldValue;
}

const languages = ['ru', 'en', 'de', 'fr', 'es', 'it', 'zh', 'tr', 'kk', 'uk', 'be', 'uz', 'hy', 'ka', 'ar'];

function useOptions({ kind, choices }: Field): readonly Option[] {
  const say = useSay();
  const locale = useLocale();
  const { all, teams } = useColleagues();
  switch (kind) {
    case 'owner':
      return all.map(({ id, displayName, username }) => ({ word: id, label: displayName || username, means: id }));
    case 'team':
      return teams.map((team) => ({ word: team, label: teamShown(team), means: team }));
    case 'standing':
      return standings.map(({ word, value, label }) => ({ word, label: say(label), means: value }));
    case 'language': {
      const names = new Intl.DisplayNames(locale, { type: 'language' });
      return languages.map((code) => ({ word: code, label: names.of(code) ?? code, means: code }));
    }
    case 'flag':
      return [true, false].map((means) => ({ word: String(means), label: say(means ? 'field.yes' : 'field.no'), means }));
    default:
      return choices.map((choice) => ({ word: choice, label: choice, means: choice }));
  }
}
