import '@mantine/core/styles/InlineInput.layer.css';
import '@mantine/core/styles/Switch.layer.css';
import { Button, Switch, TextInput } from '@mantine/core';
import { StageKind, type Pipeline } from '@rapport/contracts/client';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useKeyedWrite } from '../api/keyed-write.js';
import { troubleAt } from '../api/trouble.js';
import { useFormTroubles } from '../fields/use-form-troubles.js';
import { useSay } from '../i18n/text.js';
import { Dialog } from '../look/dialog.js';
import { pipelineCalls } from '../sales/pipeline-calls.js';
import { pipelinesQuery } from '../sales/stages.js';
import { sayDone } from '../states/toast.js';
import { Trouble } from '../states/trouble.js';
import { draftOf, namelessIn, withStage, writtenPipeline, type PipelineDraft } from './pipeline-draft.js';
import { StageRows } from './stage-rows.js';

interface PipelineDialogProps {
  /** The one that is changed; none for a new one. */
  readonly pipeline?: Pipeline;
  readonly close: () => void;
}

/** Adds a pipeline or changes one, with all of its stages at once. */
export function PipelineDialog({ pipeline, close }: PipelineDialogProps) {
  const say = useSay();
  const [draft, setDraft] = useState(() => draftOf(pipeline));
  const save = useSave(pipeline, close);
  const { form, troubles, isComplete } = useFormTroubles(save.error, new Map(namelessIn(draft).map((pointer) => [pointer, say('pipeline.needsName')])));
  const name = (field: 'nameRu' | 'nameEn', pointer: string) => ({
    value: draft[field],
    error: troubleAt(troubles, pointer),
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => setDraft({ ...draft, [field]: event.currentTarget.value }),
  });
  return (
    <Dialog title={say(pipeline ? 'pipeline.edit' : 'pipeline.new')} size="lg" close={close}>
      <form ref={form} className="stack" onSubmit={(event) => submit(event, () => isComplete() && save.mutate(draft))} noValidate>
        <div className="pair">
          <TextInput label={say('pipeline.nameRu')} data-autofocus maxLength={80} {...name('nameRu', '/name_ru')} />
          <TextInput label={say('pipeline.nameEn')} maxLength={80} {...name('nameEn', '/name_en')} />
        </div>
        <Switch
          label={say('pipeline.isDefault')}
          checked={draft.isDefault}
          disabled={pipeline?.isDefault ?? false}
          onChange={(event) => setDraft({ ...draft, isDefault: event.currentTarget.checked })}
        />
        <StageRows draft={draft} put={setDraft} troubles={troubles} />
        <Button
          variant="default"
          size="xs"
          className="pipeline-add"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => setDraft(withStage(draft, StageKind.OPEN))}
        >
          {say('pipeline.addStage')}
        </Button>
        {save.error && <Trouble error={save.error} said={['/name_ru', '/name_en']} />}
        <div className="row dialog-foot">
          <Button variant="default" onClick={close}>
            {say('action.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {say('action.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function submit(event: SubmitEvent, save: () => void): void {
  event.preventDefault();
  save();
}

function useSave(pipeline: Pipeline | undefined, close: () => void) {
  const say = useSay();
  const client = useQueryClient();
  const { write } = useKeyedWrite();
  return useMutation({
    mutationFn: (draft: PipelineDraft) =>
      write(draft, (sending) => {
        const written = writtenPipeline(draft);
        if (!pipeline) return pipelineCalls.createPipeline({ pipeline: written }, sending);
        const { id, etag } = pipeline;
        const updateMask = { paths: ['name_ru', 'name_en', 'is_default', 'stages'] };
        return pipelineCalls.updatePipeline({ pipeline: { ...written, id, etag }, updateMask }, sending);
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: pipelinesQuery.queryKey });
      sayDone(say('pipeline.saved'));
      close();
    },
  });
}
