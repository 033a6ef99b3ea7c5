import { DealSchema } from '@rapport/contracts/client';
import { useMemo, useState } from 'react';
import { contractField } from '../fields/field.js';
import { FieldInput } from '../fields/field-input.js';
import { missingIn } from '../fields/missing.js';
import { useSay } from '../i18n/text.js';
import { derivedField } from '../nouns/derived-field.js';
import type { FieldException, FieldValue } from '../nouns/noun.js';
import { AnswerForm } from './answer-form.js';
import type { SaidFields } from './question.js';

interface FieldsDialogProps {
  readonly missing: readonly string[];
  readonly answer: (said: SaidFields) => void;
  readonly leave: () => void;
}

const exceptions: Readonly<Record<string, FieldException>> = {
  amount_minor: { name: 'amount_minor', currency: 'currency' },
  contact_id: { name: 'contact_id', noun: 'contact' },
  company_id: { name: 'company_id', noun: 'company' },
};

/** Asks for the fields that a stage requires. */
export function FieldsDialog({ missing, answer, leave }: FieldsDialogProps) {
  const say = useSay();
  const [values, setValues] = useState<Readonly<Record<string, FieldValue>>>({});
  const fields = useMemo(
    () =>
      missing.map((name) => ({
        ...contractField({ ...derivedField(DealSchema, exceptions[name] ?? name), isWritable: true }, say, { schema: DealSchema }),
        isRequired: true,
      })),
    [missing, say],
  );
  const said = () => Object.assign({}, ...fields.map((field) => field.draft(values[field.path]))) as SaidFields;
  return (
    <AnswerForm title={say('stage.needs')} action={say('stage.move')} missing={missingIn(fields, values, say)} answer={() => answer(said())} leave={leave}>
      {(troubles) =>
        fields.map((field, at) => (
          <FieldInput
            key={field.path}
            field={field}
            value={values[field.path]}
            onChange={(value) => setValues((before) => ({ ...before, [field.path]: value }))}
            troubles={troubles}
            autoFocus={at === 0}
          />
        ))
      }
    </AnswerForm>
  );
}
