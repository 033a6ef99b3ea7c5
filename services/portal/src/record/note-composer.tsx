import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/api.js';
import { useKeyedWrite } from '../api/keyed-write.js';
import { keys } from '../api/keys.js';
import { useSay } from '../i18n/text.js';
import { Trouble } from '../states/trouble.js';
import { MentionTextarea } from './mention-textarea.js';
import { useOpenRecord } from './open-record.js';

/** Writes a note on the open record. What was typed stays until it is saved. */
export function NoteComposer() {
  const say = useSay();
  const [body, setBody] = useState('');
  const write = useWrite(() => setBody(''));
  const isBlank = body.trim() === '';
  const save = () => !isBlank && !write.isPending && write.mutate(body.trim());
  return (
    <section className="composer" aria-label={say('note.write')}>
      <MentionTextarea label={say('note.write')} placeholder={say('note.placeholder')} value={body} onChange={setBody} submit={save} />
      {write.error && <Trouble error={write.error} />}
      {(!isBlank || write.isPending) && (
        <div className="row">
          <span className="tiny soft">{say('note.hint')}</span>
          <Button className="push" size="xs" loading={write.isPending} onClick={save}>
            {say('note.save')}
          </Button>
        </div>
      )}
    </section>
  );
}

/** The timeline hears of a note a moment after it is written. */
const timelineLagMs = 700;

function useWrite(done: () => void) {
  const client = useQueryClient();
  const named = useKeyedWrite();
  const { noun, record } = useOpenRecord();
  const subject = { noun: noun.name, id: record.id };
  return useMutation({
    mutationFn: (body: string) => named([subject, body], (idempotencyKey) => api.notes.createNote({ note: { subject, body } }, { idempotencyKey })),
    onSuccess: () => {
      done();
      void client.invalidateQueries({ queryKey: keys.notes(noun.name, record.id) });
      window.setTimeout(() => void client.invalidateQueries({ queryKey: keys.timeline(noun.name, record.id) }), timelineLagMs);
    },
  });
}
