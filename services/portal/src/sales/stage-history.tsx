import { useQuery } from '@tanstack/react-query';
import { keys } from '../api/keys.js';
import { dateOf, useFormat } from '../i18n/format.js';
import { useSay } from '../i18n/text.js';
import { useOpenRecord } from '../record/open-record.js';
import { useColleagues } from '../session/colleagues.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { dealsCalls } from './deal-calls.js';
import { StageName } from './stage-name.js';

const dayS = 86_400;

/** Every stage that the deal was in: since when, how long, who moved it there. */
export function StageHistory() {
  const say = useSay();
  const { nameOf } = useColleagues();
  const { record } = useOpenRecord();
  const query = useQuery({
    queryKey: [...keys.record('deal', record.id), 'stages', record.etag],
    queryFn: ({ signal }) => dealsCalls.listStageHistory({ id: record.id, pageSize: 200 }, { signal }),
  });
  if (query.isPending) return <Lines count={3} height={20} />;
  if (query.isError) return <Failure error={query.error} retry={() => void query.refetch()} slim />;
  return (
    <section aria-labelledby="stage-history">
      <h2 id="stage-history" className="panel-title">
        {say('stage.history')}
      </h2>
      <ol className="events">
        {query.data.entries.toReversed().map(({ id, toStageId, enteredAt, by, seconds, leftAt }) => (
          <li key={id} className="event">
            <div className="event-main row row-wrap">
              <StageName id={toStageId} />
              <span className="tiny soft">{nameOf(by)}</span>
              <span className="tiny soft">{say(leftAt ? 'stage.stood' : 'stage.stands', { n: Math.floor(Number(seconds) / dayS) })}</span>
              {enteredAt && <When at={dateOf(enteredAt)} />}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function When({ at }: { readonly at: Date }) {
  const format = useFormat();
  return (
    <time className="tiny soft push" dateTime={at.toISOString()} title={format.exactly(at)}>
      {format.time(at)}
    </time>
  );
}
