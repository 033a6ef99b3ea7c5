import '@mantine/core/styles/PillsInput.layer.css';
import '@mantine/core/styles/Pill.layer.css';
import { ActionIcon, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import { StageKind } from '@rapport/contracts/client';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { troubleAt, type FieldTroubles } from '../api/trouble.js';
import { saidOr, useSay, type MessageKey } from '../i18n/text.js';
import { withChanged, withMoved, without, type PipelineDraft, type StageDraft } from './pipeline-draft.js';

const kinds: readonly (readonly [kind: StageKind, label: MessageKey])[] = [
  [StageKind.OPEN, 'pipeline.kind.open'],
  [StageKind.WON, 'pipeline.kind.won'],
  [StageKind.LOST, 'pipeline.kind.lost'],
];
/** What a stage can ask of a deal; an amount brings its currency. */
const fields = ['amount_minor', 'contact_id', 'company_id', 'expected_close_on', 'next_step', 'next_step_on', 'source', 'close_reason', 'close_note'];

interface StageRowsProps {
  readonly draft: PipelineDraft;
  readonly put: (draft: PipelineDraft) => void;
  readonly troubles: FieldTroubles;
}

/** The stages as they are edited, one below the other. */
export function StageRows({ draft, put, troubles }: StageRowsProps) {
  return (
    <ol className="stage-rows">
      {draft.stages.map((stage, at) => (
        <li key={stage.key} className="stage-row">
          <StageNames stage={stage} trouble={troubleAt(troubles, `/stages/${at}`)} change={(change) => put(withChanged(draft, stage.key, change))} />
          <StageRules stage={stage} change={(change) => put(withChanged(draft, stage.key, change))} />
          <div className="stage-acts">
            <Act label="pipeline.up" stage={stage} isOff={at === 0} run={() => put(withMoved(draft, at, -1))} sign={<IconArrowUp size={15} aria-hidden />} />
            <Act
              label="pipeline.down"
              stage={stage}
              isOff={at === draft.stages.length - 1}
              run={() => put(withMoved(draft, at, 1))}
              sign={<IconArrowDown size={15} aria-hidden />}
            />
            <Act
              label="pipeline.removeStage"
              stage={stage}
              isOff={draft.stages.length < 2}
              run={() => put(without(draft, stage.key))}
              sign={<IconX size={15} aria-hidden />}
            />
          </div>
        </li>
      ))}
    </ol>
  );
}

interface PartProps {
  readonly stage: StageDraft;
  readonly change: (change: Partial<StageDraft>) => void;
}

function StageNames({ stage, change, trouble }: PartProps & { readonly trouble: string | undefined }) {
  const say = useSay();
  return (
    <div className="pair">
      <TextInput
        size="xs"
        label={say('pipeline.stageRu')}
        maxLength={80}
        value={stage.nameRu}
        error={trouble}
        onChange={(event) => change({ nameRu: event.currentTarget.value })}
      />
      <TextInput
        size="xs"
        label={say('pipeline.stageEn')}
        maxLength={80}
        value={stage.nameEn}
        onChange={(event) => change({ nameEn: event.currentTarget.value })}
      />
    </div>
  );
}

function StageRules({ stage, change }: PartProps) {
  const say = useSay();
  return (
    <div className="stage-rules">
      <Select
        size="xs"
        label={say('pipeline.kind')}
        allowDeselect={false}
        data={kinds.map(([kind, label]) => ({ value: String(kind), label: say(label) }))}
        value={String(stage.kind)}
        onChange={(kind) => change({ kind: Number(kind) })}
      />
      <NumberInput
        size="xs"
        label={say('pipeline.probability')}
        min={0}
        max={100}
        disabled={stage.kind !== StageKind.OPEN}
        value={stage.kind === StageKind.WON ? 100 : stage.kind === StageKind.LOST ? 0 : stage.probability}
        onChange={(value) => change({ probability: Math.round(Number(value) || 0) })}
      />
      <NumberInput
        size="xs"
        label={say('pipeline.rotsAfter')}
        min={0}
        max={3650}
        value={stage.rottingDays}
        onChange={(value) => change({ rottingDays: Math.round(Number(value) || 0) })}
      />
      <MultiSelect
        size="xs"
        className="stage-needs"
        label={say('pipeline.needs')}
        data={fields.map((value) => ({ value, label: saidOr(say, `field.${value}`, value) }))}
        value={[...stage.requiredFields]}
        onChange={(requiredFields) => change({ requiredFields })}
      />
    </div>
  );
}

interface ActProps {
  readonly label: MessageKey;
  readonly stage: StageDraft;
  readonly isOff: boolean;
  readonly run: () => void;
  readonly sign: React.ReactNode;
}

function Act({ label, stage, isOff, run, sign }: ActProps) {
  const say = useSay();
  return (
    <ActionIcon variant="subtle" color="gray" size="md" disabled={isOff} aria-label={`${say(label)}: ${stage.nameRu || stage.nameEn}`} onClick={run}>
      {sign}
    </ActionIcon>
  );
}
