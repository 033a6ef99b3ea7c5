import './scoring.css';
import { Button } from '@mantine/core';
import type { ScoringStanding } from '@rapport/contracts/client';
import { IconSchool } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { keys } from '../api/keys.js';
import { saidOr, useSay } from '../i18n/text.js';
import { Page } from '../shell/page.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { Trouble } from '../states/trouble.js';
import { ModelCard } from './model-card.js';
import { isUnderWay, scoringCalls, useScoring } from './use-scoring.js';

/** Where managers see how scores come about, train models and go back to earlier ones. */
export function ScoringPage() {
  const say = useSay();
  const query = useScoring();
  return (
    <Page title={say('scoring.title')} needs="scoring-models.write" lead={say('scoring.lead')}>
      {query.isPending && <Lines count={6} height={40} />}
      {query.isError && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data?.standings.map((standing) => (
        <section key={standing.noun} className="scoring" aria-labelledby={`scoring-${standing.noun}`}>
          <StandingHead standing={standing} />
          {query.data.models
            .filter(({ noun }) => noun === standing.noun)
            .map((model) => (
              <ModelCard key={model.id} model={model} />
            ))}
        </section>
      ))}
    </Page>
  );
}

function StandingHead({ standing }: { readonly standing: ScoringStanding }) {
  const say = useSay();
  const client = useQueryClient();
  const { noun, training, activeModelId } = standing;
  const settle = () => client.invalidateQueries({ queryKey: keys.scoring });
  const train = useMutation({ mutationFn: () => scoringCalls.trainScoring({ noun }), onSettled: settle });
  const toRules = useMutation({ mutationFn: () => scoringCalls.activateScoringModel({ noun }), onSettled: settle });
  const isBusy = train.isPending || isUnderWay(training?.state);
  return (
    <div className="stack">
      <div className="row row-wrap">
        <h2 id={`scoring-${noun}`}>{noun === 'lead' ? say('scoring.leads') : say('scoring.deals')}</h2>
        <Button className="push" size="xs" leftSection={<IconSchool size={15} aria-hidden />} loading={isBusy} onClick={() => train.mutate()}>
          {say('scoring.train')}
        </Button>
        {activeModelId && (
          <Button size="xs" variant="default" loading={toRules.isPending} onClick={() => toRules.mutate()}>
            {say('scoring.rules')}
          </Button>
        )}
      </div>
      <p className="small soft" aria-live="polite">
        {saidOf(standing, say)}
      </p>
      {(train.error ?? toRules.error) && <Trouble error={train.error ?? toRules.error} />}
    </div>
  );
}

function saidOf({ training, succeeded, failed, needed }: ScoringStanding, say: ReturnType<typeof useSay>): string {
  if (!training) return say('scoring.never');
  if (isUnderWay(training.state)) {
    const step =
      training.step === 'read' ? say('scoring.step.read', { n: training.done }) : saidOr(say, `scoring.step.${training.step}`, say('scoring.step.wait'));
    return say('scoring.training', { step });
  }
  if (training.state === 'failed') return say('scoring.failed');
  return training.result === 'not-enough-data' ? say('scoring.notEnough', { succeeded, failed, needed }) : say('scoring.found', { succeeded, failed });
}
