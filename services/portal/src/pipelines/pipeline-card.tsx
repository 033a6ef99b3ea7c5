import '@mantine/core/styles/Badge.layer.css';
import { Badge, Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Pipeline, Stage } from '@rapport/contracts/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocale } from '../i18n/locale.js';
import { saidOr, useSay } from '../i18n/text.js';
import { Dialog } from '../look/dialog.js';
import { ChoiceMark, TagList } from '../look/marks.js';
import { pipelineCalls } from '../sales/pipeline-calls.js';
import { pipelinesQuery, stageShown, toneOf } from '../sales/stages.js';
import { sayDone } from '../states/toast.js';
import { Trouble } from '../states/trouble.js';
import { PipelineDialog } from './pipeline-dialog.js';

/** One pipeline: its stages in the order in which deals pass them. */
export function PipelineCard({ pipeline, isOnly }: { readonly pipeline: Pipeline; readonly isOnly: boolean }) {
  const say = useSay();
  const name = stageShown(pipeline, useLocale());
  const [isEditing, editing] = useDisclosure(false);
  const [isRemoving, removing] = useDisclosure(false);
  return (
    <section className="pipeline" aria-label={name}>
      <div className="row row-wrap">
        <h2>{name}</h2>
        {pipeline.isDefault && <Badge variant="light">{say('pipeline.default')}</Badge>}
        <Button className="push" variant="default" size="compact-xs" aria-label={`${say('pipeline.change')}: ${name}`} onClick={editing.open}>
          {say('pipeline.change')}
        </Button>
        {!isOnly && !pipeline.isDefault && (
          <Button variant="subtle" color="red" size="compact-xs" aria-label={`${say('pipeline.remove')}: ${name}`} onClick={removing.open}>
            {say('pipeline.remove')}
          </Button>
        )}
      </div>
      <Stages stages={pipeline.stages} />
      {isEditing && <PipelineDialog pipeline={pipeline} close={editing.close} />}
      {isRemoving && <RemoveDialog pipeline={pipeline} name={name} close={removing.close} />}
    </section>
  );
}

function Stages({ stages }: { readonly stages: readonly Stage[] }) {
  const say = useSay();
  const locale = useLocale();
  return (
    <table className="records">
      <thead>
        <tr>
          <th scope="col">{say('pipeline.stage')}</th>
          <th scope="col" className="number">
            {say('pipeline.probability')}
          </th>
          <th scope="col" className="at-sm">
            {say('pipeline.needs')}
          </th>
          <th scope="col" className="at-md">
            {say('pipeline.rots')}
          </th>
        </tr>
      </thead>
      <tbody>
        {stages.map((stage) => (
          <tr key={stage.id}>
            <td>
              <ChoiceMark label={stageShown(stage, locale)} tone={toneOf(stage)} />
            </td>
            <td className="number tabular">{stage.probability} %</td>
            <td className="at-sm">
              <TagList tags={stage.requiredFields.map((field) => saidOr(say, `field.${field}`, field))} most={3} />
            </td>
            <td className="at-md soft">{stage.rottingDays > 0 ? say('pipeline.days', { n: stage.rottingDays }) : '—'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface RemoveDialogProps {
  readonly pipeline: Pipeline;
  readonly name: string;
  readonly close: () => void;
}

function RemoveDialog({ pipeline: { id, etag }, name, close }: RemoveDialogProps) {
  const say = useSay();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => pipelineCalls.deletePipeline({ id, etag }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: pipelinesQuery.queryKey });
      sayDone(say('pipeline.removed', { name }));
      close();
    },
  });
  return (
    <Dialog title={say('pipeline.removeTitle', { name })} close={close}>
      <div className="stack">
        <p className="soft">{say('pipeline.removeText')}</p>
        {remove.error && <Trouble error={remove.error} />}
        <div className="row dialog-foot">
          <Button variant="default" onClick={close} data-autofocus>
            {say('action.cancel')}
          </Button>
          <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
            {say('pipeline.remove')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
