import { useSay } from '../i18n/text.js';
import { useScoring } from './use-scoring.js';

interface ModelQualityProps {
  readonly noun: 'lead' | 'deal';
  /** `rules` for plain rules. */
  readonly modelId: string;
}

/** How far a score can be trusted: what its model was measured at, or that there is not enough data for one. */
export function ModelQuality({ noun, modelId }: ModelQualityProps) {
  const say = useSay();
  const { data } = useScoring();
  if (!data) return null;
  const quality = data.models.find(({ id }) => id === modelId)?.quality;
  if (quality) {
    const numbers = { auc: Math.round(quality.auc * 100), ece: Math.round(quality.ece * 100), n: quality.count };
    return <p className="tiny soft">{say('score.quality', numbers)}</p>;
  }
  const standing = data.standings.find((one) => one.noun === noun);
  if (!standing || modelId !== 'rules') return null;
  const { succeeded, failed, needed } = standing;
  if (succeeded >= needed && failed >= needed) return <p className="tiny soft">{say('score.rulesOn')}</p>;
  return (
    <p className="small">
      <strong>{say('score.plainRules')}.</strong> {say('score.plainRulesText', { succeeded, failed, needed })}
    </p>
  );
}
