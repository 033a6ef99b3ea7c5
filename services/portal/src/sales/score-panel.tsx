import './score.css';
import type { ListScoresResponse, ScoreReason } from '@rapport/contracts/client';
import { useQuery } from '@tanstack/react-query';
import { keys } from '../api/keys.js';
import { dateOf, useFormat } from '../i18n/format.js';
import { useSay } from '../i18n/text.js';
import type { CallOptions } from '../nouns/noun.js';
import { useOpenRecord } from '../record/open-record.js';
import { ModelQuality } from '../scoring/model-quality.js';
import { reasonWords } from '../scoring/reason-words.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';

interface ScorePanelProps {
  readonly noun: 'lead' | 'deal';
  readonly read: (options: CallOptions) => Promise<ListScoresResponse>;
}

/** How likely it ends well, as the last model said, with what speaks for it and against. */
export function ScorePanel({ noun, read }: ScorePanelProps) {
  const say = useSay();
  const format = useFormat();
  const { record } = useOpenRecord();
  const score = (record as unknown as { readonly score?: number }).score ?? 0;
  const query = useQuery({ queryKey: [...keys.record(noun, record.id), 'scores', score], queryFn: ({ signal }) => read({ signal }) });
  if (query.isPending) return <Lines count={2} height={20} />;
  if (query.isError) return <Failure error={query.error} retry={() => void query.refetch()} slim />;
  const [newest, ...earlier] = query.data.scores;
  return (
    <section aria-labelledby="score" className="score">
      <h2 id="score" className="panel-title">
        {say('score.title')}
      </h2>
      {!newest && <p className="small soft">{say('score.none')}</p>}
      {newest && (
        <>
          <p className="row row-wrap">
            <strong className="score-percent tabular">{format.number(Math.round(newest.probability * 100))} %</strong>
            <span className="tiny soft">
              {newest.modelId !== 'rules' && say('score.by', { model: newest.modelVersion })} {newest.scoredAt && format.ago(dateOf(newest.scoredAt))}
            </span>
          </p>
          <Reasons side="for" title={say('score.for')} reasons={newest.reasons.filter(({ weight }) => weight > 0)} />
          <Reasons side="against" title={say('score.against')} reasons={newest.reasons.filter(({ weight }) => weight < 0)} />
          <ModelQuality noun={noun} modelId={newest.modelId} />
          {earlier.length > 0 && (
            <p className="tiny soft tabular">
              {say('score.before')}: {earlier.map(({ probability }) => `${Math.round(probability * 100)} %`).join(' · ')}
            </p>
          )}
        </>
      )}
    </section>
  );
}

interface ReasonsProps {
  readonly side: 'for' | 'against';
  readonly title: string;
  readonly reasons: readonly ScoreReason[];
}

function Reasons({ side, title, reasons }: ReasonsProps) {
  const say = useSay();
  if (reasons.length === 0) return null;
  return (
    <div className="reasons small" data-side={side}>
      <span className="soft">{title}</span>
      <ul>
        {reasons.map((reason) => (
          <li key={reason.feature}>{reasonWords(say, reason)}</li>
        ))}
      </ul>
    </div>
  );
}
