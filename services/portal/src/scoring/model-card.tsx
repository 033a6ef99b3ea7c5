import '@mantine/core/styles/Badge.layer.css';
import { Badge, Button } from '@mantine/core';
import { ScoringModelState, type ScoringModel, type ScoringQuality } from '@rapport/contracts/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { keys } from '../api/keys.js';
import { dateOf, useFormat } from '../i18n/format.js';
import { saidOr, useSay } from '../i18n/text.js';
import { Trouble } from '../states/trouble.js';
import { GroupTable, ReliabilityTable } from './model-tables.js';
import { featureWord } from './reason-words.js';
import { scoringCalls } from './use-scoring.js';

/** One model: what it was measured at, and whether it is in use. */
export function ModelCard({ model }: { readonly model: ScoringModel }) {
  const say = useSay();
  const format = useFormat();
  const client = useQueryClient();
  const { id, noun, version, state, quality, oldQuality, verdict, createdAt } = model;
  const activate = useMutation({
    mutationFn: () => scoringCalls.activateScoringModel({ noun, modelId: id }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.scoring }),
  });
  const isActive = state === ScoringModelState.ACTIVE;
  return (
    <section className="scoring-model" aria-label={say('scoring.version', { n: version })}>
      <div className="row row-wrap">
        <h3>{say('scoring.version', { n: version })}</h3>
        <Badge variant="light" color={isActive ? 'pine' : 'gray'}>
          {saidOr(say, `scoring.state.${state}`, '')}
        </Badge>
        <span className="tiny soft">
          {createdAt && format.ago(dateOf(createdAt))} · {say('scoring.learnt', { n: model.learntFrom, m: quality?.count ?? 0 })}
        </span>
        {!isActive && (
          <Button className="push" variant="default" size="compact-xs" loading={activate.isPending} onClick={() => activate.mutate()}>
            {say('scoring.activate')}
          </Button>
        )}
      </div>
      {activate.error && <Trouble error={activate.error} />}
      <p className="small">{saidOr(say, `scoring.verdict.${verdict}`, verdict)}</p>
      {quality && <Measures quality={quality} old={oldQuality} />}
      <p className="small">
        <span className="soft">{say('scoring.features')}: </span>
        {model.features.map((feature) => featureWord(say, feature)).join(', ')}
      </p>
      {model.warnings.length > 0 && (
        <p className="small">
          <span className="soft">{say('scoring.refused')}: </span>
          {model.warnings.map(({ feature, warning }) => `${featureWord(say, feature)} — ${saidOr(say, `scoring.warning.${warning}`, warning)}`).join('; ')}
        </p>
      )}
      {isActive && quality && <ReliabilityTable rows={quality.reliability} />}
      {isActive && <GroupTable groups={model.groups} />}
    </section>
  );
}

function Measures({ quality, old }: { readonly quality: ScoringQuality; readonly old: ScoringQuality | undefined }) {
  const say = useSay();
  const shown = (value: number) => `${Math.round(value * 100)} %`;
  const exactly = (value: number) => value.toFixed(3);
  const rows = [
    ['scoring.auc', 'auc', shown],
    ['scoring.ece', 'ece', shown],
    ['scoring.brier', 'brier', exactly],
  ] as const;
  return (
    <p className="small tabular">
      {rows.map(([word, key, form]) => `${say(word)}: ${form(quality[key])}${old ? ` (${say('scoring.before', { n: form(old[key]) })})` : ''}`).join(' · ')}
    </p>
  );
}
