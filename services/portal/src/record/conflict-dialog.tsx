import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Field } from '../fields/field.js';
import { FieldValueView } from '../fields/field-value.js';
import { useSay } from '../i18n/text.js';
import { Dialog } from '../look/dialog.js';
import type { Conflict } from './settle-save.js';

interface ConflictDialogProps {
  readonly field: Field;
  readonly conflict: Conflict;
  readonly keepTheirs: () => void;
  readonly saveMine: () => void;
}

/** Two people changed the same field: shows both values, and what was there before, and lets the second one choose. */
export function ConflictDialog({ field, conflict: { before, theirs, mine }, keepTheirs, saveMine }: ConflictDialogProps) {
  const say = useSay();
  const show = (value: ReturnType<Field['read']>) => <FieldValueView field={field} value={value} />;
  return (
    <Dialog title={say('conflict.title')} close={keepTheirs} size="lg">
      <div className="stack">
        <p className="soft">{say('conflict.text', { field: field.label })}</p>
        <div className="versions">
          <Version title={say('conflict.before')}>{show(field.read(before))}</Version>
          <Version title={say('conflict.theirs')}>{show(field.read(theirs))}</Version>
          <Version title={say('conflict.mine')}>{show(mine)}</Version>
        </div>
        <div className="row dialog-foot">
          <Button variant="default" onClick={keepTheirs} data-autofocus>
            {say('conflict.keepTheirs')}
          </Button>
          <Button onClick={saveMine}>{say('conflict.saveMine')}</Button>
        </div>
      </div>
    </Dialog>
  );
}

function Version({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="version">
      <div className="tiny soft">{title}</div>
      {children}
    </div>
  );
}
