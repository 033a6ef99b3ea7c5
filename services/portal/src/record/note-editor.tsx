import { Button } from '@mantine/core';
import type { Note } from '@rapport/contracts/client';
import { useState, type KeyboardEvent } from 'react';
import { useSay } from '../i18n/text.js';
import { Trouble } from '../states/trouble.js';
import { MentionTextarea } from './mention-textarea.js';
import { useNoteChange } from './use-note-change.js';

/** Changes a note's text: Ctrl+Enter saves, Escape leaves it as it was. */
export function NoteEditor({ note, close }: { readonly note: Note; readonly close: () => void }) {
  const say = useSay();
  const [body, setBody] = useState(note.body);
  const { change, isSaving, error, discard } = useNoteChange(note, close);
  const isBlank = body.trim() === '';
  const leave = () => {
    discard();
    close();
  };
  const save = () => {
    if (body.trim() === note.body) close();
    else if (!isBlank && !isSaving) change({ body: body.trim() });
  };
  const onKeyDown = (event: KeyboardEvent) => event.key === 'Escape' && !event.defaultPrevented && leave();
  return (
    <div className="composer" onKeyDown={onKeyDown}>
      <MentionTextarea label={say('note.edit')} placeholder={say('note.placeholder')} value={body} onChange={setBody} submit={save} autoFocus />
      {error && <Trouble error={error} />}
      <div className="row">
        <Button size="compact-sm" loading={isSaving} disabled={isBlank} onClick={save}>
          {say('action.save')}
        </Button>
        <Button variant="default" size="compact-sm" onClick={leave}>
          {say('action.cancel')}
        </Button>
      </div>
    </div>
  );
}
