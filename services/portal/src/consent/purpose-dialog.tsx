import '@mantine/core/styles/PillsInput.layer.css';
import '@mantine/core/styles/Pill.layer.css';
import { Button, MultiSelect, Select, TextInput } from '@mantine/core';
import { PurposeSchema } from '@rapport/contracts/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useKeyedWrite } from '../api/keyed-write.js';
import { keys } from '../api/keys.js';
import { useContractForm } from '../fields/use-contract-form.js';
import { saidOr, useSay, type MessageKey } from '../i18n/text.js';
import { Dialog } from '../look/dialog.js';
import { Trouble } from '../states/trouble.js';
import { sayDone } from '../states/toast.js';
import { calls } from './consent-calls.js';

const blank = { key: '', nameRu: '', nameEn: '', descriptionRu: '', descriptionEn: '', basis: 'consent', channels: ['email'] };
type Draft = typeof blank;

const texts: readonly (readonly [field: 'key' | 'nameRu' | 'nameEn' | 'descriptionRu' | 'descriptionEn', name: string, label: MessageKey])[] = [
  ['nameRu', 'name_ru', 'purpose.nameRu'],
  ['nameEn', 'name_en', 'purpose.nameEn'],
  ['key', 'key', 'purpose.key'],
  ['descriptionRu', 'description_ru', 'purpose.descriptionRu'],
  ['descriptionEn', 'description_en', 'purpose.descriptionEn'],
];
const bases = ['consent', 'contract', 'legitimate-interest', 'legal-obligation', 'vital-interest', 'public-interest'];
const channels = ['email', 'sms', 'messenger', 'phone', 'post', 'web', 'none'];

/** Adds a purpose. */
export function PurposeDialog({ close }: { readonly close: () => void }) {
  const say = useSay();
  const [draft, setDraft] = useState<Draft>(blank);
  const add = useAdd(close);
  const { form, at: rulesAt, isComplete, places } = useContractForm({ schema: PurposeSchema, values: valuesOf(draft), error: add.error });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (isComplete()) add.mutate(draft);
  };
  return (
    <Dialog title={say('purpose.create')} size="lg" close={close}>
      <form ref={form} className="stack" onSubmit={submit} noValidate>
        {texts.map(([field, name, label], at) => (
          <TextInput
            key={field}
            label={say(label)}
            value={draft[field]}
            {...rulesAt(name)}
            {...(at === 0 && { 'data-autofocus': true })}
            onChange={(event) => setDraft({ ...draft, [field]: event.currentTarget.value })}
          />
        ))}
        <Select
          label={say('purpose.basis')}
          allowDeselect={false}
          data={bases.map((value) => ({ value, label: saidOr(say, `consent.basis.${value}`, value) }))}
          value={draft.basis}
          {...rulesAt('basis')}
          onChange={(basis) => setDraft({ ...draft, basis: basis ?? draft.basis })}
        />
        <MultiSelect
          label={say('purpose.channels')}
          data={channels.map((value) => ({ value, label: saidOr(say, `consent.channel.${value}`, value) }))}
          value={draft.channels}
          {...rulesAt('channels')}
          onChange={(chosen) => setDraft({ ...draft, channels: chosen })}
        />
        {add.error && <Trouble error={add.error} said={places} />}
        <div className="row dialog-foot">
          <Button variant="default" onClick={close}>
            {say('action.cancel')}
          </Button>
          <Button type="submit" loading={add.isPending}>
            {say('purpose.add')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** By the contract's names. */
function valuesOf({ basis, channels: chosen, ...draft }: Draft) {
  return { ...Object.fromEntries(texts.map(([field, name]) => [name, draft[field]])), basis, channels: chosen };
}

function useAdd(close: () => void) {
  const say = useSay();
  const client = useQueryClient();
  const { write } = useKeyedWrite();
  return useMutation({
    mutationFn: (draft: Draft) => write(draft, (sending) => calls.purposes.createPurpose({ purpose: draft }, sending)),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.purposes });
      sayDone(say('purpose.added'));
      close();
    },
  });
}
