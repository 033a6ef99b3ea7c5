import { Button } from '@mantine/core';
import type { ReactNode, SubmitEvent } from 'react';
import type { FieldTroubles } from '../api/trouble.js';
import { useFormTroubles } from '../fields/use-form-troubles.js';
import { useSay } from '../i18n/text.js';
import { Dialog } from '../look/dialog.js';

interface AnswerFormProps {
  readonly title: string;
  readonly action: string;
  /** What is still to be filled in, by its place. */
  readonly missing: FieldTroubles;
  readonly answer: () => void;
  readonly leave: () => void;
  /** The fields, with what is wrong with them. */
  readonly children: (troubles: FieldTroubles) => ReactNode;
}

/** A question with its answer and a way out. */
export function AnswerForm({ title, action, missing, answer, leave, children }: AnswerFormProps) {
  const say = useSay();
  const { form, troubles, isComplete } = useFormTroubles(undefined, missing);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (isComplete()) answer();
  };
  return (
    <Dialog title={title} close={leave}>
      <form ref={form} className="stack" onSubmit={submit} noValidate>
        {children(troubles)}
        <div className="row dialog-foot">
          <Button variant="default" onClick={leave}>
            {say('action.cancel')}
          </Button>
          <Button type="submit">{action}</Button>
        </div>
      </form>
    </Dialog>
  );
}
