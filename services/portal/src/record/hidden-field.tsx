import { Loader, UnstyledButton } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { Field } from '../fields/field.js';
import { useSay } from '../i18n/text.js';
import { sayTrouble } from '../states/toast.js';
import { useOpenRecord } from './open-record.js';

/** A field that is kept back: one press shows it, and the audit notes who wanted to see it. */
export function HiddenField({ field }: { readonly field: Field }) {
  const say = useSay();
  const { reveal } = useOpenRecord();
  const ask = useMutation({ mutationFn: () => reveal([field.path]), onError: sayTrouble });
  return (
    <div className="field">
      <span className="field-label">{field.label}</span>
      <UnstyledButton
        className="field-value field-hidden"
        title={say('record.revealHint')}
        aria-label={say('record.reveal', { field: field.label })}
        onClick={() => ask.mutate()}
      >
        <span aria-hidden>••••••</span>
        {ask.isPending ? <Loader size={14} aria-hidden /> : <IconEye size={15} aria-hidden />}
      </UnstyledButton>
    </div>
  );
}
