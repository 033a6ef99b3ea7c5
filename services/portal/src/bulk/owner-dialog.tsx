import { Button, Select } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useSay } from '../i18n/text.js';
import { Dialog } from '../look/dialog.js';
import { useColleagues } from '../session/colleagues.js';

interface OwnerDialogProps {
  readonly count: number;
  readonly close: () => void;
  readonly choose: (ownerId: string) => void;
}

/** Asks who shall answer for the records. */
export function OwnerDialog({ count, close, choose }: OwnerDialogProps) {
  const say = useSay();
  const { all } = useColleagues();
  const [id, setId] = useState<string | null>(null);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (id) choose(id);
  };
  return (
    <Dialog title={say('bulk.ownerTitle')} close={close}>
      <form className="stack" onSubmit={submit}>
        <p className="small soft">{say('bulk.applies', { n: count })}</p>
        <Select
          label={say('field.owner_id')}
          searchable
          data-autofocus
          data={all.map((colleague) => ({ value: colleague.id, label: colleague.displayName || colleague.username }))}
          value={id}
          onChange={setId}
        />
        <div className="row dialog-foot">
          <Button variant="default" onClick={close}>
            {say('action.cancel')}
          </Button>
          <Button type="submit" disabled={id === null}>
            {say('bulk.apply')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
