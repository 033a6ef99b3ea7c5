import { Alert, Button, Textarea, TextInput } from '@mantine/core';
import { DraftState, type Draft } from '@rapport/contracts/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../api/keys.js';
import { useSay } from '../i18n/text.js';
import { may, useMe } from '../session/me.js';
import { sayTrouble } from '../states/toast.js';
import { assist } from './assist-calls.js';
import { Citations } from './citations.js';
import { SentDraft } from './sent-draft.js';

/** One e-mail: still to be edited and sent, or as it was sent. */
export function DraftCard({ draft }: { readonly draft: Draft }) {
  const isOpen = draft.state === DraftState.WRITING || draft.state === DraftState.STOPPED;
  return isOpen ? <OpenDraft draft={draft} /> : <SentDraft draft={draft} />;
}

function OpenDraft({ draft }: { readonly draft: Draft }) {
  const say = useSay();
  const mayWrite = may(useMe(), 'drafts.write');
  const [subjectLine, setSubject] = useState(draft.subjectLine);
  const [body, setBody] = useState(draft.body);
  const { save, send, isPending } = useDraftChange(draft);
  const missing = [...`${subjectLine}\n${body}`.matchAll(/\{\{([^{}]*)\}\}/g)].map(([, what]) => what!);
  return (
    <article className="draft-card">
      {draft.advice && (
        <Alert color="yellow" title={say('draft.refused')}>
          {draft.advice}
        </Alert>
      )}
      <TextInput
        label={say('draft.subject')}
        maxLength={300}
        value={subjectLine}
        disabled={!mayWrite}
        onChange={(event) => setSubject(event.currentTarget.value)}
      />
      <Textarea
        label={say('draft.body')}
        autosize
        minRows={5}
        maxLength={20_000}
        value={body}
        disabled={!mayWrite}
        onChange={(event) => setBody(event.currentTarget.value)}
      />
      {missing.length > 0 && <p className="small draft-missing">{say('draft.missing', { what: missing.join(', ') })}</p>}
      {draft.citations.length > 0 && <p className="small soft">{say('draft.sources')}</p>}
      <Citations citations={draft.citations} />
      {mayWrite && (
        <div className="row">
          <Button size="xs" variant="default" disabled={isPending} onClick={() => save({ subjectLine, body })}>
            {say('draft.save')}
          </Button>
          <Button size="xs" disabled={missing.length > 0} loading={isPending} onClick={() => send({ subjectLine, body })}>
            {say('draft.send')}
          </Button>
        </div>
      )}
    </article>
  );
}

type Words = Pick<Draft, 'subjectLine' | 'body'>;

/** What was edited is saved before it is sent: what goes out is what stands there. */
function useDraftChange({ id, etag, contactId, ...before }: Draft) {
  const client = useQueryClient();
  const changing = useMutation({
    mutationFn: async ({ words, isSent }: { readonly words: Words; readonly isSent: boolean }) => {
      const isEdited = words.body !== before.body || words.subjectLine !== before.subjectLine;
      const saved = isEdited ? await assist.drafts.updateDraft({ draft: { id, etag, ...words }, updateMask: { paths: ['subject_line', 'body'] } }) : { etag };
      if (isSent) await assist.drafts.sendDraft({ id, etag: saved.etag });
    },
    onError: sayTrouble,
    onSettled: () => client.invalidateQueries({ queryKey: keys.drafts(contactId) }),
  });
  const change = (isSent: boolean) => (words: Words) => changing.mutate({ words, isSent });
  return { save: change(false), send: change(true), isPending: changing.isPending };
}
