import { TextInput } from '@mantine/core';
import { troubleAt } from '../api/trouble.js';
import { useSay, type MessageKey } from '../i18n/text.js';
import type { PostalAddress } from '../nouns/noun.js';
import type { FieldInputProps } from './field-input.js';
import { LinesInput } from './lines-input.js';
import { addressLine } from './postal-address.js';

const parts: readonly (readonly [local: keyof PostalAddress, name: string, label: MessageKey])[] = [
  ['street', 'street', 'address.street'],
  ['city', 'city', 'address.city'],
  ['region', 'region', 'address.region'],
  ['postalCode', 'postal_code', 'address.postalCode'],
  ['country', 'country', 'address.country'],
  ['label', 'label', 'address.label'],
];

/** Postal addresses, each in its parts. */
export function AddressesInput({ field, value, onChange, troubles, autoFocus = false, bare = false }: FieldInputProps) {
  const say = useSay();
  return (
    <LinesInput<PostalAddress>
      field={field}
      bare={bare}
      lines={(value as readonly PostalAddress[] | undefined) ?? []}
      blank={{}}
      isBlank={(line) => addressLine(line) === ''}
      onChange={onChange}
      error={troubles.get(field.pointer)}
      draw={(line, at, put) => (
        <div className="address">
          {parts.map(([local, name, label], part) => (
            <TextInput
              key={local}
              size="sm"
              className={`address-${local}`}
              label={say(label)}
              autoFocus={autoFocus && at === 0 && part === 0}
              autoComplete="off"
              value={line[local] ?? ''}
              maxLength={local === 'country' ? 2 : undefined}
              error={troubleAt(troubles, `${field.pointer}/${at}/${name}`)}
              onChange={(event) => put({ ...line, [local]: event.currentTarget.value })}
            />
          ))}
        </div>
      )}
    />
  );
}
