import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { isEmpty, type Field } from '../fields/field.js';
import { useFields } from '../fields/use-fields.js';
import { useSay } from '../i18n/text.js';
import { FieldRow } from './field-row.js';
import { RevealAll } from './reveal-all.js';
import { useOpenRecord } from './open-record.js';

/** What is known of the record, each field edited where it stands. */
export function FieldPanel() {
  const say = useSay();
  const { noun, mayChange, record, hidden } = useOpenRecord();
  const { own, custom, kept } = useFields(noun);
  const responsible = kept.filter(({ kind }) => kind === 'colleague' || kind === 'team');
  return (
    <section aria-labelledby="details">
      <div className="row">
        <h2 id="details" className="panel-title">
          {say('record.details')}
        </h2>
        {hidden.size > 0 && <RevealAll />}
      </div>
      {!mayChange && !record.deletedAt && <p className="tiny soft panel-note">{say('record.readOnly')}</p>}
      <OwnFields fields={own} />
      <Group title={say('record.responsible')} fields={responsible} />
      <Group title={say('field.custom')} fields={custom} />
    </section>
  );
}

/** On a phone those that hold nothing wait until somebody asks for them, so that what happened is not far below. */
function OwnFields({ fields }: { readonly fields: readonly Field[] }) {
  const say = useSay();
  const { record, hidden } = useOpenRecord();
  const [isShort, setShort] = useState(true);
  const empty = fields.filter((field) => !hidden.has(field.path) && isEmpty(field.read(record)));
  return (
    <>
      <div className="fields" data-short={isShort || undefined}>
        {fields.map((field) => (
          <FieldRow key={field.path} field={field} />
        ))}
      </div>
      {isShort && empty.length > 0 && (
        <UnstyledButton className="fields-more" onClick={() => setShort(false)}>
          {say('record.emptyFields', { n: empty.length })}
        </UnstyledButton>
      )}
    </>
  );
}

function Group({ title, fields }: { readonly title: string; readonly fields: readonly Field[] }) {
  if (fields.length === 0) return null;
  return (
    <>
      <h3 className="panel-title panel-subtitle">{title}</h3>
      <div className="fields">
        {fields.map((field) => (
          <FieldRow key={field.path} field={field} />
        ))}
      </div>
    </>
  );
}
