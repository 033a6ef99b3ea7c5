import '@mantine/core/styles/Checkbox.layer.css';
import '@mantine/core/styles/InlineInput.layer.css';
import { Button, Checkbox, Select, Textarea } from '@mantine/core';
import { PublishPurposeTextRequestSchema, type Purpose } from '@rapport/contracts/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useKeyedWrite } from '../api/keyed-write.js';
import { keys } from '../api/keys.js';
import { useContractForm, type ControlRules } from '../fields/use-contract-form.js';
import { useLocale } from '../i18n/locale.js';
import { useSay } from '../i18n/text.js';
import { Dialog } from '../look/dialog.js';
import { Trouble } from '../states/trouble.js';
import { sayDone } from '../states/toast.js';
import { calls } from './consent-calls.js';

interface PublishDialogProps {
  readonly purpose: Purpose;
  readonly name: string;
  readonly close: () => void;
}

interface Draft {
  readonly language: string;
  readonly body: string;
  readonly renewsConsent: boolean;
}

/** Publishes the next version of what people are told. */
export function PublishDialog({ purpose, name, close }: PublishDialogProps) {
  const say = useSay();
  const [draft, setDraft] = useState<Draft>({ language: useLocale(), body: '', renewsConsent: false });
  const publish = usePublish(purpose.id, close);
  const { body, language } = draft;
  const { form, at, isComplete, places } = useContractForm({ schema: PublishPurposeTextRequestSchema, values: { body, language }, error: publish.error });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (isComplete()) publish.mutate(draft);
  };
  return (
    <Dialog title={`${say('purpose.publish')}: ${name}`} size="lg" close={close}>
      <form ref={form} className="stack" onSubmit={submit} noValidate>
        <Fields draft={draft} put={setDraft} at={at} />
        {publish.error && <Trouble error={publish.error} said={places} />}
        <div className="row dialog-foot">
          <Button variant="default" onClick={close}>
            {say('action.cancel')}
          </Button>
          <Button type="submit" loading={publish.isPending}>
            {say('purpose.publishNow')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface FieldsProps {
  readonly draft: Draft;
  readonly put: (draft: Draft) => void;
  readonly at: (name: string) => ControlRules;
}

function Fields({ draft, put, at }: FieldsProps) {
  const say = useSay();
  return (
    <>
      <Select
        label={say('language.label')}
        allowDeselect={false}
        data={[
          { value: 'ru', label: say('language.ru') },
          { value: 'en', label: say('language.en') },
        ]}
        value={draft.language}
        {...at('language')}
        onChange={(language) => put({ ...draft, language: language ?? draft.language })}
      />
      <Textarea
        label={say('purpose.text')}
        description={say('purpose.textHint')}
        autosize
        minRows={5}
        value={draft.body}
        {...at('body')}
        onChange={(event) => put({ ...draft, body: event.currentTarget.value })}
        data-autofocus
      />
      <Checkbox
        label={say('purpose.renewsAsk')}
        description={say('purpose.renewsHint')}
        checked={draft.renewsConsent}
        onChange={(event) => put({ ...draft, renewsConsent: event.currentTarget.checked })}
      />
    </>
  );
}

function usePublish(id: string, close: () => void) {
  const say = useSay();
  const client = useQueryClient();
  const { write } = useKeyedWrite();
  return useMutation({
    mutationFn: (draft: Draft) => write(draft, (sending) => calls.purposes.publishPurposeText({ id, ...draft }, sending)),
    onSuccess: async ({ version }) => {
      await client.invalidateQueries({ queryKey: keys.purposes });
      sayDone(say('purpose.published', { version }));
      close();
    },
  });
}
