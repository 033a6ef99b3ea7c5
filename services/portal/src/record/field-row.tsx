import { UnstyledButton } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { isEmpty, type Field } from '../fields/field.js';
import { FieldValueView } from '../fields/field-value.js';
import { useSay } from '../i18n/text.js';
import { FieldEditor } from './field-editor.js';
import { HiddenField } from './hidden-field.js';
import { useOpenRecord } from './open-record.js';

/** A field for reading; one press and it is edited in the same place. */
export function FieldRow({ field }: { readonly field: Field }) {
  const { record, mayChange, hidden } = useOpenRecord();
  const [isEditing, setEditing] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const close = () => {
    setEditing(false);
    requestAnimationFrame(() => pencil.current?.focus());
  };
  if (hidden.has(field.path)) return <HiddenField field={field} />;
  if (isEditing) return <FieldEditor field={field} close={close} />;
  return (
    <div className="field" data-empty={isEmpty(field.read(record)) || undefined}>
      <span className="field-label">{field.label}</span>
      <span className="field-value">
        <FieldValueView field={field} value={field.read(record)} />
      </span>
      {mayChange && field.isWritable && <Pencil pencil={pencil} label={field.label} open={() => setEditing(true)} />}
    </div>
  );
}

interface PencilProps {
  readonly pencil: React.RefObject<HTMLButtonElement | null>;
  readonly label: string;
  readonly open: () => void;
}

function Pencil({ pencil, label, open }: PencilProps) {
  const say = useSay();
  return (
    <UnstyledButton ref={pencil} className="field-edit" aria-label={say('action.edit', { field: label })} onClick={open}>
      <IconPencil size={15} aria-hidden />
    </UnstyledButton>
  );
}
