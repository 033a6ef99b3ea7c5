import { ActionIcon } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useState, type KeyboardEvent, type SubmitEvent } from 'react';
import { fieldTroublesOf } from '../api/trouble.js';
import type { Field } from '../fields/field.js';
import { FieldInput } from '../fields/field-input.js';
import { isSame } from '../fields/field.js';
import { refusedAt } from '../fields/refused.js';
import { writtenValue } from '../fields/written-value.js';
import { useSay } from '../i18n/text.js';
import { Trouble } from '../states/trouble.js';
import { ConflictDialog } from './conflict-dialog.js';
import { useOpenRecord } from './open-record.js';
import { useFieldSave } from './use-field-save.js';

interface FieldEditorProps {
  readonly field: Field;
  readonly close: () => void;
}

/** Edits one field of the open record: Enter saves, Escape leaves it as it was. */
export function FieldEditor({ field, close }: FieldEditorProps) {
  const say = useSay();
  const { noun, record } = useOpenRecord();
  // What was seen when editing began; what others change meanwhile must not slip under it.
  const [seen] = useState(record);
  const [value, setValue] = useState(() => field.read(record));
  const { save, isSaving, error, conflict, discard } = useFieldSave(field, seen, close);
  const giveUp = () => {
    discard();
    close();
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const written = writtenValue(field.kind, value);
    if (isSame(written, field.read(seen))) close();
    else save(written);
  };
  const leave = (event: KeyboardEvent) => event.key === 'Escape' && !event.defaultPrevented && giveUp();
  const troubles = fieldTroublesOf(refusedAt(field, noun, error, say));
  return (
    <form className="field field-editing" onSubmit={submit} onKeyDown={leave} noValidate>
      <span className="field-label">{field.label}</span>
      <FieldInput field={field} value={value} onChange={setValue} troubles={troubles} autoFocus bare />
      <span className="field-buttons">
        <ActionIcon type="submit" size="input-sm" loading={isSaving} aria-label={say('action.save')}>
          <IconCheck size={16} />
        </ActionIcon>
        <ActionIcon variant="default" size="input-sm" aria-label={say('action.cancel')} onClick={giveUp}>
          <IconX size={16} />
        </ActionIcon>
      </span>
      {error !== null && troubles.size === 0 && (
        <div className="field-trouble">
          <Trouble error={error} />
        </div>
      )}
      {conflict && <ConflictDialog field={field} conflict={conflict} keepTheirs={close} saveMine={() => save(conflict.mine, conflict.theirs)} />}
    </form>
  );
}
