import { stepTaken } from '../home/steps.js';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconNote } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { notesCalls } from './record-calls.js';
import { useKeyedWrite } from '../api/keyed-write.js';
import { keys } from '../api/keys.js';
import type { Command } from '../command/command.js';
import { useOffer } from '../command/commands.js';
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
  useNoteCommand();
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

/** Leads to the place where a note is written. */
function useNoteCommand(): void {
  const say = useSay();
  const commands = useMemo<readonly Command[]>(
    () => [
      {
        id: 'note',
        group: 'page',
        label: say('command.note'),
        icon: IconNote,
        keys: 'n',
        run: () => document.querySelector<HTMLElement>('.composer textarea')?.focus(),
      },
    ],
    [say],
  );
  useOffer(commands);
}

/** The timeline hears of a note a moment after it is written. */
const timelineLagMs = 700;

function useWrite(done: () => void) {
  const client = useQueryClient();
  const { write } = useKeyedWrite();
  const { noun, record } = useOpenRecord();
  const subject = { noun: noun.name, id: record.id };
  return useMutation({
    mutationFn: (body: string) => write([subject, body], (sending) => notesCalls.createNote({ note: { subject, body } }, sending)),
    onSuccess: () => {
      stepTaken('note');
      done();
      void client.invalidateQueries({ queryKey: keys.notes(noun.name, record.id) });
      window.setTimeout(() => void client.invalidateQueries({ queryKey: keys.timeline(noun.name, record.id) }), timelineLagMs);
    },
  });
}
