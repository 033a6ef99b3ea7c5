import '@mantine/core/styles/PillsInput.layer.css';
import '@mantine/core/styles/Pill.layer.css';
import { Button, TagsInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useSay } from '../i18n/text.js';
import { Dialog } from '../look/dialog.js';

interface TagsDialogProps {
  readonly count: number;
  readonly close: () => void;
  readonly choose: (added: readonly string[], removed: readonly string[]) => void;
}

/** Asks which tags the records shall get, and which they shall lose. */
export function TagsDialog({ count, close, choose }: TagsDialogProps) {
  const say = useSay();
  const [added, setAdded] = useState<string[]>([]);
  const [removed, setRemoved] = useState<string[]>([]);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    choose(added, removed);
  };
  return (
    <Dialog title={say('bulk.tagsTitle')} close={close}>
      <form className="stack" onSubmit={submit}>
        <p className="small soft">{say('bulk.applies', { n: count })}</p>
        <TagsInput label={say('bulk.add')} placeholder={say('field.tagsHint')} acceptValueOnBlur value={added} onChange={setAdded} data-autofocus />
        <TagsInput label={say('bulk.remove')} placeholder={say('field.tagsHint')} acceptValueOnBlur value={removed} onChange={setRemoved} />
        <div className="row dialog-foot">
          <Button variant="default" onClick={close}>
            {say('action.cancel')}
          </Button>
          <Button type="submit" disabled={added.length + removed.length === 0}>
            {say('bulk.apply')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
