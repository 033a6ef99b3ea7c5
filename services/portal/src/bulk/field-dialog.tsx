import { Button, Select } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import type { Field } from '../fields/field.js';
import { FieldInput } from '../fields/field-input.js';
import { missingIn } from '../fields/missing.js';
import { useFields } from '../fields/use-fields.js';
import { useFormTroubles } from '../fields/use-form-troubles.js';
import { writtenValue } from '../fields/written-value.js';
import { useSay } from '../i18n/text.js';
import { Dialog } from '../look/dialog.js';
import type { FieldKind, FieldValue, Noun } from '../nouns/noun.js';

interface FieldDialogProps {
  readonly noun: Noun;
  readonly count: number;
  readonly close: () => void;
  readonly choose: (field: Field, value: FieldValue) => void;
}

/** What is each record's own; tags have a dialog that adds and takes away. */
const notForMany: readonly FieldKind[] = ['emails', 'phones', 'messengers', 'addresses', 'tags', 'record'];

/** Asks which field of the records shall be what; left empty, it is cleared. */
export function FieldDialog({ noun, count, close, choose }: FieldDialogProps) {
  const say = useSay();
  const { own, custom, kept } = useFields(noun);
  const fields = [...own, ...custom, ...kept].filter(({ isWritable, kind, path }) => isWritable && !notForMany.includes(kind) && path !== noun.title);
  const [path, setPath] = useState<string | null>(null);
  const [value, setValue] = useState<FieldValue>();
  const field = fields.find((each) => each.path === path);
  const { form, troubles, isComplete } = useFormTroubles(undefined, missingIn(field ? [field] : [], path ? { [path]: value } : {}, say));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (field && isComplete()) choose(field, writtenValue(field.kind, value));
  };
  return (
    <Dialog title={say('bulk.fieldTitle')} close={close}>
      <form ref={form} className="stack" onSubmit={submit} noValidate>
        <p className="small soft">{say('bulk.applies', { n: count })}</p>
        <Select
          label={say('filter.field')}
          searchable
          data-autofocus
          data={fields.map((each) => ({ value: each.path, label: each.label }))}
          value={path}
          onChange={(next) => {
            setPath(next);
            setValue(undefined);
          }}
        />
        {field && <FieldInput key={field.path} field={field} value={value} troubles={troubles} onChange={setValue} />}
        <div className="row dialog-foot">
          <Button variant="default" onClick={close}>
            {say('action.cancel')}
          </Button>
          <Button type="submit" disabled={!field}>
            {say('bulk.apply')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
