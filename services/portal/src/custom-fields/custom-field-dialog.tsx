import '@mantine/core/styles/PillsInput.layer.css';
import '@mantine/core/styles/Pill.layer.css';
import { stepTaken } from '../home/steps.js';
import { Button, Select, TagsInput, TextInput } from '@mantine/core';
import { CustomFieldSchema, CustomFieldType, rulesOf } from '@rapport/contracts/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { api } from '../api/api.js';
import { useKeyedWrite } from '../api/keyed-write.js';
import { keys } from '../api/keys.js';
import { useContractForm, type ControlRules } from '../fields/use-contract-form.js';
import { useSay } from '../i18n/text.js';
import { Dialog } from '../look/dialog.js';
import { nouns } from '../nouns/nouns.js';
import { Trouble } from '../states/trouble.js';
import { sayDone } from '../states/toast.js';
import { customFieldTypes } from './custom-field-type.js';
import { keyOfLabel } from './key-of-label.js';

interface Draft {
  readonly noun: string;
  readonly type: CustomFieldType;
  readonly key: string;
  readonly labelRu: string;
  readonly labelEn: string;
  readonly choices: readonly string[];
}

/** Nouns that take fields of the tenant's own, as the contract lists them. */
const extensible = rulesOf(CustomFieldSchema.field.noun).oneOf;

const blank: Draft = { noun: 'contact', type: CustomFieldType.TEXT, key: '', labelRu: '', labelEn: '', choices: [] };

/** Defines a field of the tenant's own. */
export function CustomFieldDialog({ close }: { readonly close: () => void }) {
  const say = useSay();
  const [draft, setDraft] = useState(blank);
  const define = useDefine(close);
  const put = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const key = draft.key || keyOfLabel(draft.labelEn || draft.labelRu);
  const { noun, type, labelRu, labelEn, choices } = draft;
  const values = { noun, type, label_ru: labelRu, label_en: labelEn, key, choices };
  const { form, at, isComplete, places } = useContractForm({
    schema: CustomFieldSchema,
    values,
    error: define.error,
    also: type === CustomFieldType.CHOICE ? ['choices'] : [],
  });
  const leave = () => {
    define.discard();
    close();
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (isComplete()) define.mutate({ ...draft, key });
  };
  return (
    <Dialog title={say('customFields.new')} close={leave}>
      <form ref={form} className="stack" onSubmit={submit} noValidate>
        <Kind draft={draft} put={put} />
        <Names draft={draft} put={put} at={at} />
        {type === CustomFieldType.CHOICE && (
          <TagsInput
            label={say('customFields.choices')}
            placeholder={say('customFields.choicesHint')}
            value={[...choices]}
            {...at('choices')}
            onChange={(chosen) => put({ choices: chosen })}
          />
        )}
        {define.error && <Trouble error={define.error} said={places} />}
        <div className="row dialog-foot">
          <Button variant="default" onClick={leave}>
            {say('action.cancel')}
          </Button>
          <Button type="submit" loading={define.isPending}>
            {say('customFields.create')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface NamesProps {
  readonly draft: Draft;
  readonly put: (change: Partial<Draft>) => void;
  readonly at: (name: string) => ControlRules;
}

function Names({ draft, put, at }: NamesProps) {
  const say = useSay();
  return (
    <>
      <TextInput
        label={say('customFields.labelRu')}
        value={draft.labelRu}
        {...at('label_ru')}
        data-autofocus
        onChange={(event) => put({ labelRu: event.currentTarget.value })}
      />
      <TextInput
        label={say('customFields.labelEn')}
        value={draft.labelEn}
        {...at('label_en')}
        onChange={(event) => put({ labelEn: event.currentTarget.value })}
      />
      <TextInput
        label={say('customFields.key')}
        description={say('customFields.keyHint')}
        placeholder={keyOfLabel(draft.labelEn || draft.labelRu)}
        value={draft.key}
        {...at('key')}
        onChange={(event) => put({ key: event.currentTarget.value })}
      />
    </>
  );
}

function Kind({ draft, put }: { readonly draft: Draft; readonly put: (change: Partial<Draft>) => void }) {
  const say = useSay();
  return (
    <div className="pair">
      <Select
        label={say('customFields.noun')}
        allowDeselect={false}
        data={nouns.filter(({ name }) => extensible.includes(name)).map(({ name }) => ({ value: name, label: say(`${name}.many`) }))}
        value={draft.noun}
        onChange={(noun) => noun && put({ noun })}
      />
      <Select
        label={say('customFields.type')}
        allowDeselect={false}
        data={customFieldTypes.map(({ word, label }) => ({ value: word, label: say(label) }))}
        value={customFieldTypes.find(({ value }) => value === draft.type)?.word ?? null}
        onChange={(word) => put({ type: customFieldTypes.find((each) => each.word === word)?.value ?? CustomFieldType.TEXT })}
      />
    </div>
  );
}

function useDefine(close: () => void) {
  const say = useSay();
  const client = useQueryClient();
  const { write, discard } = useKeyedWrite();
  const mutation = useMutation({
    mutationFn: (draft: Draft) => {
      const choices = draft.type === CustomFieldType.CHOICE ? [...draft.choices] : [];
      return write(draft, (sending) => api.customFields.createCustomField({ customField: { ...draft, choices } }, sending));
    },
    onSuccess: async () => {
      stepTaken('field');
      await client.invalidateQueries({ queryKey: keys.customFields });
      sayDone(say('customFields.created'));
      close();
    },
  });
  return { ...mutation, discard };
}
