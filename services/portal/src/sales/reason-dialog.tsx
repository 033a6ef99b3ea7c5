import { Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useSay } from '../i18n/text.js';
import { AnswerForm } from './answer-form.js';
import type { SaidReason } from './question.js';

const reasons = {
  deal: ['price', 'competitor', 'timing', 'no-budget', 'no-answer', 'other'],
  lead: ['no-need', 'no-budget', 'wrong-region', 'no-answer', 'spam', 'other'],
} as const;

interface ReasonDialogProps {
  readonly of: 'deal' | 'lead';
  readonly answer: (said: SaidReason) => void;
  readonly leave: () => void;
}

/** Asks why a deal is lost, or a lead disqualified. */
export function ReasonDialog({ of, answer, leave }: ReasonDialogProps) {
  const say = useSay();
  const [reason, setReason] = useState<string | null>(null);
  const [note, setNote] = useState('');
  return (
    <AnswerForm
      title={say(`reason.title.${of}`)}
      action={say(`reason.action.${of}`)}
      missing={new Map(reason === null ? [['/reason', say('field.required')]] : [])}
      answer={() => answer({ reason: reason!, note })}
      leave={leave}
    >
      {(troubles) => (
        <>
          <Select
            label={say('reason.label')}
            required
            error={troubles.get('/reason')}
            data={reasons[of].map((value) => ({ value, label: say(`reason.${value}`) }))}
            value={reason}
            onChange={setReason}
            data-autofocus
          />
          <Textarea label={say('reason.note')} autosize minRows={2} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        </>
      )}
    </AnswerForm>
  );
}
