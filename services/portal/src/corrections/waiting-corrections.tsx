import './corrections.css';
import { Button, Textarea } from '@mantine/core';
import type { Correction } from '@rapport/contracts/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../api/keys.js';
import { isRefusal } from '../api/trouble.js';
import { useSay } from '../i18n/text.js';
import { useOpenRecord } from '../record/open-record.js';
import { sayDone } from '../states/toast.js';
import { Trouble } from '../states/trouble.js';
import { corrections, correctionsQuery } from './correction-calls.js';
import { ProposedFields } from './proposed-fields.js';

/** What this customer would have put right, above everything else: each proposal is taken over or answered. */
export function WaitingCorrections() {
  const { record } = useOpenRecord();
  const { data = [] } = useQuery(correctionsQuery(record.id, 'open'));
  return data.map((correction) => <WaitingCorrection key={correction.id} correction={correction} />);
}

function WaitingCorrection({ correction }: { readonly correction: Correction }) {
  const say = useSay();
  const { noun } = useOpenRecord();
  const [answer, setAnswer] = useState('');
  const { accept, refuse } = useDecisions(correction, answer);
  const waiting = correction.fields.filter((name) => !correction.acceptedFields.includes(name) && !correction.refusedFields.includes(name));
  const isChanged = isRefusal(accept.error, 412);
  return (
    <section className="correction-waiting" aria-label={say('correction.waiting')}>
      <h2 className="panel-title">{say('correction.waiting')}</h2>
      <ProposedFields noun={noun} correction={correction} names={waiting} />
      {correction.comment && <p className="small">“{correction.comment}”</p>}
      <Textarea
        aria-label={say('correction.answer')}
        placeholder={say('correction.answer')}
        autosize
        minRows={1}
        value={answer}
        onChange={(event) => setAnswer(event.currentTarget.value)}
      />
      {isChanged && <p className="small">{say('correction.override')}</p>}
      {[isChanged ? null : accept.error, refuse.error].map((error, at) => error && <Trouble key={at} error={error} />)}
      <div className="row">
        <Button size="xs" loading={accept.isPending} onClick={() => accept.mutate(isChanged)}>
          {say(isChanged ? 'correction.overrideGo' : 'correction.accept')}
        </Button>
        <Button size="xs" variant="default" loading={refuse.isPending} onClick={() => refuse.mutate()}>
          {say('correction.refuse')}
        </Button>
      </div>
    </section>
  );
}

function useDecisions({ id, etag, contactId }: Correction, answer: string) {
  const say = useSay();
  const client = useQueryClient();
  const done = (words: string) => {
    sayDone(words);
    void client.invalidateQueries({ queryKey: keys.corrections });
    void client.invalidateQueries({ queryKey: keys.record('contact', contactId) });
  };
  const accept = useMutation({
    mutationFn: (override: boolean) => corrections.acceptCorrection({ id, etag, override }),
    onSuccess: () => done(say('correction.accepted')),
  });
  const refuse = useMutation({
    mutationFn: () => corrections.refuseCorrection({ id, etag, answer }),
    onSuccess: () => done(say('correction.refused')),
  });
  return { accept, refuse };
}
