import { Button, VisuallyHidden } from '@mantine/core';
import type { CustomField } from '@rapport/contracts/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/api.js';
import { keys } from '../api/keys.js';
import { labelOf } from '../fields/field.js';
import { dateOf, useFormat } from '../i18n/format.js';
import { useLocale } from '../i18n/locale.js';
import { useSay } from '../i18n/text.js';
import { Dialog } from '../look/dialog.js';
import { TagList } from '../look/marks.js';
import { nounNamed } from '../nouns/nouns.js';
import { Trouble } from '../states/trouble.js';
import { sayDone } from '../states/toast.js';
import { customFieldTypes } from './custom-field-type.js';

/** The tenant's own fields. */
export function CustomFieldTable({ fields }: { readonly fields: readonly CustomField[] }) {
  const say = useSay();
  const [retiring, setRetiring] = useState<CustomField>();
  return (
    <>
      <table className="records">
        <thead>
          <tr>
            <th scope="col">{say('field.name')}</th>
            <th scope="col">{say('customFields.noun')}</th>
            <th scope="col">{say('customFields.type')}</th>
            <th scope="col" className="at-sm">
              {say('customFields.key')}
            </th>
            <th scope="col" className="at-md">
              {say('customFields.added')}
            </th>
            <th scope="col">
              <VisuallyHidden>{say('list.column.actions')}</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <Row key={field.id} field={field} retire={() => setRetiring(field)} />
          ))}
        </tbody>
      </table>
      {retiring && <RetireDialog field={retiring} close={() => setRetiring(undefined)} />}
    </>
  );
}

function Row({ field, retire }: { readonly field: CustomField; readonly retire: () => void }) {
  const say = useSay();
  const format = useFormat();
  const locale = useLocale();
  const type = customFieldTypes.find(({ value }) => value === field.type);
  const label = labelOf(field, locale);
  return (
    <tr>
      <td>{label}</td>
      <td>{nounNamed(field.noun) ? say(`${nounNamed(field.noun)!.name}.many`) : field.noun}</td>
      <td>
        <span className="row row-wrap">
          {type && say(type.label)} <TagList tags={field.choices} most={4} />
        </span>
      </td>
      <td className="at-sm">
        <span className="mono">custom.{field.key}</span>
      </td>
      <td className="at-md soft">{field.createdAt && format.day(dateOf(field.createdAt))}</td>
      <td className="end">
        <Button variant="subtle" color="red" size="compact-xs" aria-label={`${say('customFields.retire')}: ${label}`} onClick={retire}>
          {say('customFields.retire')}
        </Button>
      </td>
    </tr>
  );
}

function RetireDialog({ field, close }: { readonly field: CustomField; readonly close: () => void }) {
  const say = useSay();
  const client = useQueryClient();
  const label = labelOf(field, useLocale());
  const retire = useMutation({
    mutationFn: () => api.customFields.deleteCustomField({ id: field.id }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.customFields });
      sayDone(say('customFields.retired', { label }));
      close();
    },
  });
  return (
    <Dialog title={say('customFields.retireTitle', { label })} close={close}>
      <div className="stack">
        <p className="soft">{say('customFields.retireText')}</p>
        {retire.error && <Trouble error={retire.error} />}
        <div className="row dialog-foot">
          <Button variant="default" onClick={close} data-autofocus>
            {say('action.cancel')}
          </Button>
          <Button color="red" loading={retire.isPending} onClick={() => retire.mutate()}>
            {say('customFields.retire')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
