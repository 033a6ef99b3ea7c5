import { stepTaken } from '../home/steps.js';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import { useKeyedWrite } from '../api/keyed-write.js';
import { keys } from '../api/keys.js';
import { FieldInput } from '../fields/field-input.js';
import { labelsOf, missingOf, oneOf } from '../fields/missing.js';
import { useFields } from '../fields/use-fields.js';
import { useFormTroubles } from '../fields/use-form-troubles.js';
import { writtenValue } from '../fields/written-value.js';
import { useSay } from '../i18n/text.js';
import { Dialog } from '../look/dialog.js';
import { DuplicateHints } from './duplicate-hints.js';
import type { Draft, FieldValue, Noun, NounRecord } from '../nouns/noun.js';
import { recordPath } from '../nouns/record-path.js';
import { sayDone } from '../states/toast.js';
import { Trouble } from '../states/trouble.js';
import { useIsHere } from '../states/use-is-here.js';

interface CreateDialogProps {
  readonly noun: Noun;
  /** What is known beforehand, such as the day on which it was pressed. */
  readonly preset?: Readonly<Record<string, FieldValue>>;
  readonly close: () => void;
}

/** Adds a record with the least that is needed, then opens it for the rest. */
export function CreateDialog({ noun, preset = {}, close }: CreateDialogProps) {
  const say = useSay();
  const { own } = useFields(noun);
  const fields = noun.asked.flatMap((path) => own.find((field) => field.path === path) ?? []);
  const [values, setValues] = useState(preset);
  const create = useCreate(noun, close);
  const { form, troubles, isComplete } = useFormTroubles(create.error, missingOf(noun, fields, values, say));
  const enough = oneOf(noun, fields);
  const leave = () => {
    create.discard();
    close();
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!isComplete()) return;
    const drafts = fields.map((field) => field.draft(writtenValue(field.kind, values[field.path])));
    create.mutate(Object.assign({}, ...drafts) as Draft);
  };
  return (
    <Dialog title={say(`${noun.name}.create`)} close={leave}>
      <form ref={form} className="stack" onSubmit={submit} noValidate>
        {enough.length > 0 && <p className="small soft">{say('field.oneOf', { fields: labelsOf(enough) })}</p>}
        <div className="asked">
          {fields.map((field, at) => (
            <div key={field.path} data-kind={field.kind}>
              <FieldInput
                field={field}
                value={values[field.path]}
                troubles={troubles}
                autoFocus={at === 0}
                onChange={(value) => setValues((before) => ({ ...before, [field.path]: value }))}
              />
            </div>
          ))}
        </div>
        <DuplicateHints noun={noun} values={values} close={leave} />
        {create.error && <Trouble error={create.error} said={fields.map(({ pointer }) => pointer)} />}
        <div className="row dialog-foot">
          <Button variant="default" onClick={leave}>
            {say('action.cancel')}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {say('action.add')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function useCreate(noun: Noun, close: () => void) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const say = useSay();
  const isHere = useIsHere();
  const { write, discard } = useKeyedWrite();
  const mutation = useMutation({
    mutationFn: (draft: Draft) => write(draft, (sending) => noun.calls.create(draft, sending)),
    onSuccess: (record: NounRecord) => {
      if (noun.name === 'contact') stepTaken('person');
      client.setQueryData(keys.record(noun.name, record.id), record);
      void client.invalidateQueries({ queryKey: keys.lists(noun.name) });
      // Kept while the line was broken, and its writer has gone on to something else.
      if (!isHere.current) return sayDone(say(`${noun.name}.created`, { title: noun.titleOf(record) }));
      close();
      void navigate({ to: recordPath(noun, record.id) });
    },
  });
  return { ...mutation, discard };
}
