import { Select, TextInput } from '@mantine/core';
import { troubleAt } from '../api/trouble.js';
import { useSay } from '../i18n/text.js';
import { networks } from '../nouns/network.js';
import type { Messenger } from '../nouns/noun.js';
import type { FieldInputProps } from './field-input.js';
import { LinesInput } from './lines-input.js';

const blank: Messenger = { network: networks[0]!.value, value: '' };

/** Names in messengers, one line each. */
export function MessengersInput({ field, value, onChange, troubles, autoFocus = false, bare = false }: FieldInputProps) {
  const say = useSay();
  return (
    <LinesInput<Messenger>
      field={field}
      bare={bare}
      lines={(value as readonly Messenger[] | undefined) ?? []}
      blank={blank}
      isBlank={(line) => line.value === ''}
      onChange={onChange}
      error={troubles.get(field.pointer)}
      draw={(line, at, put) => (
        <>
          <Select
            size="sm"
            className="network"
            aria-label={say('field.network')}
            allowDeselect={false}
            data={networks.map(({ value: network, label }) => ({ value: String(network), label: label === '…' ? say('field.network.other') : label }))}
            value={String(line.network)}
            onChange={(network) => put({ ...line, network: Number(network) })}
          />
          <TextInput
            size="sm"
            className="grow"
            aria-label={`${field.label} ${at + 1}`}
            autoFocus={autoFocus && at === 0}
            autoComplete="off"
            value={line.value}
            error={troubleAt(troubles, `${field.pointer}/${at}`)}
            onChange={(event) => put({ ...line, value: event.currentTarget.value })}
          />
        </>
      )}
    />
  );
}
