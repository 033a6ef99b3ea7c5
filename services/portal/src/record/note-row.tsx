import { ActionIcon } from '@mantine/core';
import type { Note } from '@rapport/contracts/client';
import { IconPencil, IconPin, IconPinned, IconTrash, type Icon } from '@tabler/icons-react';
import { useState } from 'react';
import { dateOf, useFormat } from '../i18n/format.js';
import { useSay } from '../i18n/text.js';
import { Face } from '../look/face.js';
import { useColleagues } from '../session/colleagues.js';
import { useMe } from '../session/me.js';
import { NoteBody } from './note-body.js';
import { NoteEditor } from './note-editor.js';
import { useNoteChange, useRemoveNote } from './use-note-change.js';

/** One note, changed in place by whoever wrote it. */
export function NoteRow({ note }: { readonly note: Note }) {
  const say = useSay();
  const format = useFormat();
  const { nameOf } = useColleagues();
  const [isEditing, setEditing] = useState(false);
  const author = nameOf(note.authorId) ?? '';
  return (
    <li className="note" data-pinned={note.pinned || undefined}>
      <Face name={author} size="sm" />
      <div className="note-main">
        <div className="row small">
          <strong>{author}</strong>
          <span className="tiny soft">{note.createdAt && format.ago(dateOf(note.createdAt))}</span>
          {note.pinned && (
            <span className="tiny note-pin">
              <IconPinned size={12} aria-hidden /> {say('note.pinned')}
            </span>
          )}
          {!isEditing && <NoteActions note={note} edit={() => setEditing(true)} />}
        </div>
        {isEditing ? <NoteEditor note={note} close={() => setEditing(false)} /> : <NoteBody text={note.body} />}
      </div>
    </li>
  );
}

function NoteActions({ note, edit }: { readonly note: Note; readonly edit: () => void }) {
  const say = useSay();
  const me = useMe();
  const remove = useRemoveNote(note);
  const { change } = useNoteChange(note, () => undefined);
  const isMine = note.authorId === me.id && me.permissions['notes.write'] !== undefined;
  const mayRemove = isMine || me.permissions['notes.write'] === 'tenant';
  return (
    <span className="push row note-actions">
      {isMine && (
        <>
          <Act icon={IconPin} label={say(note.pinned ? 'note.unpin' : 'note.pin')} run={() => change({ pinned: !note.pinned })} />
          <Act icon={IconPencil} label={say('note.edit')} run={edit} />
        </>
      )}
      {mayRemove && <Act icon={IconTrash} label={say('note.delete')} run={() => void remove()} />}
    </span>
  );
}

function Act({ icon: Sign, label, run }: { readonly icon: Icon; readonly label: string; readonly run: () => void }) {
  return (
    <ActionIcon variant="subtle" color="gray" size="sm" aria-label={label} title={label} onClick={run}>
      <Sign size={14} />
    </ActionIcon>
  );
}
