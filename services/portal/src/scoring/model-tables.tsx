import type { ScoringGroup, ScoringReliability } from '@rapport/contracts/client';
import { saidOr, useSay } from '../i18n/text.js';

const percent = (value: number) => `${Math.round(value * 100)} %`;

/** Whether "30 %" happens in 30 of 100. */
export function ReliabilityTable({ rows }: { readonly rows: readonly ScoringReliability[] }) {
  const say = useSay();
  return (
    <table className="records scoring-table">
      <caption className="small soft">{say('scoring.reliability')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('scoring.said')}</th>
          <th scope="col">{say('scoring.happened')}</th>
          <th scope="col">{say('scoring.count')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ said, happened, count }) => (
          <tr key={said}>
            <td className="tabular">{percent(said)}</td>
            <td className="tabular">{percent(happened)}</td>
            <td className="tabular">{Math.round(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How groups of people fared with a model. */
export function GroupTable({ groups }: { readonly groups: readonly ScoringGroup[] }) {
  const say = useSay();
  if (groups.length === 0) return <p className="small soft">{say('scoring.groupsNone')}</p>;
  return (
    <div className="scoring-scroll">
      <table className="records scoring-table">
        <caption className="small soft">{say('scoring.groups')}</caption>
        <thead>
          <tr>
            {(['scoring.group', 'scoring.count', 'scoring.mean', 'scoring.rate', 'scoring.bias', 'scoring.disparity'] as const).map((word) => (
              <th key={word} scope="col">
                {say(word)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((one) => (
            <tr key={`${one.by} ${one.group}`}>
              <th scope="row">
                {saidOr(say, `scoring.by.${one.by}`, one.by)}: {one.group}
              </th>
              <td className="tabular">{one.count}</td>
              <td className="tabular">{percent(one.meanScore)}</td>
              <td className="tabular">{percent(one.rate)}</td>
              <td className="tabular">{percent(one.bias)}</td>
              <td className="tabular">
                {percent(one.disparity)} {one.disparity < 0.8 && <strong>{say('scoring.look')}</strong>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
