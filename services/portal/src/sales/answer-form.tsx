import { Button } from '@mantine/core';
import type { ReactNode, SubmitEvent } from 'react';
import { useSay } from '../i18n/text.js';
import { Dialog } from '../look/dialog.js';

interface AnswerFormProps {
  readonly title: string;
  readonly action: string;
  readonly isReady: boolean;
  readonly answer: () => void;
  readonly leave: () => void;
  readonly children: ReactNode;
}

/** A question with its answer and a way out. */
export function AnswerForm({ title, action, isReady, answer, leave, children }: AnswerFormProps) {
  const say = useSay();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (isReady) answer();
  };
  return (
    <Dialog title={title} close={leave}>
      <form className="stack" onSubmit={submit}>
        {children}
        <div className="row dialog-foot">
          <Button variant="default" onClick={leave}>
            {say('action.cancel')}
          </Button>
          <Button type="submit" disabled={!isReady}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
