import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useKeyedWrite } from '../api/keyed-write.js';
import { keys } from '../api/keys.js';
import type { Field } from '../fields/field.js';
import { FieldInput } from '../fields/field-input.js';
import { useFormTroubles } from '../fields/use-form-troubles.js';
import { writtenValue } from '../fields/written-value.js';
import { useSay } from '../i18n/text.js';
import { Dialog } from '../look/dialog.js';
import type { FieldValue, NounRecord } from '../nouns/noun.js';
import { sayDone } from '../states/toast.js';
import { Trouble } from '../states/trouble.js';
import { corrections } from './correction-calls.js';

interface ProposeDialogProps {
  readonly field: Field;
  readonly record: NounRecord;
  readonly close: () => void;
}

/** A customer says how a field of theirs should read; the company decides. */
export function ProposeDialog({ field, record, close }: ProposeDialogProps) {
  const say = useSay();
  const [value, setValue] = useState<FieldValue>(() => field.read(record));
  const [comment, setComment] = useState('');
  const send = useProposal(field, close);
  const { form, troubles } = useFormTroubles(send.error);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    send.mutate({ value: writtenValue(field.kind, value), comment });
  };
  return (
    <Dialog title={say('correction.title')} close={close}>
      <form ref={form} className="stack" onSubmit={submit} noValidate>
        <p className="small soft">{say('correction.lead')}</p>
        <FieldInput field={field} value={value} troubles={troubles} autoFocus onChange={setValue} />
        <Textarea label={say('correction.comment')} autosize minRows={2} value={comment} onChange={(event) => setComment(event.currentTarget.value)} />
        {send.error && <Trouble error={send.error} />}
        <div className="row dialog-foot">
          <Button variant="default" onClick={close}>
            {say('action.cancel')}
          </Button>
          <Button type="submit" loading={send.isPending}>
            {say('correction.send')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface Proposal {
  readonly value: FieldValue;
  readonly comment: string;
}

function useProposal(field: Field, close: () => void) {
  const say = useSay();
  const client = useQueryClient();
  const { write } = useKeyedWrite();
  return useMutation({
    mutationFn: ({ value, comment }: Proposal) =>
      write([field.path, value, comment], (sending) =>
        corrections.createCorrection({ correction: { proposed: field.draft(value), fields: [field.path], comment } }, sending),
      ),
    onSuccess: () => {
      sayDone(say('correction.sent'));
      void client.invalidateQueries({ queryKey: keys.corrections });
      close();
    },
  });
}
