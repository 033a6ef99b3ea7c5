import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { keys } from '../api/keys.js';
import { dateOf, useFormat, type Instant } from '../i18n/format.js';
import { useSay } from '../i18n/text.js';
import { Face } from '../look/face.js';
import type { NounName, NounRecord } from '../nouns/noun.js';
import { recordPath } from '../nouns/record-path.js';
import { useNoun } from '../nouns/use-noun.js';
import { useMe } from '../session/me.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';

const most = 6;

/** Records of one's own, those first where something changed last; everybody's for who has none. */
export function RecentRecords({ name }: { readonly name: string }) {
  const say = useSay();
  const noun = useNoun(name)!;
  const me = useMe();
  const query = useQuery({
    queryKey: keys.home(name),
    queryFn: async ({ signal }) => {
      const fields = [noun.title, noun.subtitle ?? 'id', 'updated_at'].join(',');
      const wish = { orderBy: 'updated_at desc', pageToken: '', pageSize: most, fields };
      const own = await noun.calls.list({ ...wish, filter: `owner_id = "${me.id}"` }, { signal });
      return own.records.length > 0 ? own.records : (await noun.calls.list({ ...wish, filter: '' }, { signal })).records;
    },
  });
  return (
    <section aria-labelledby={`recent-${name}`}>
      <div className="row home-head">
        <h2 id={`recent-${name}`} className="panel-title">
          {say(`${noun.name satisfies NounName}.many`)}
        </h2>
        <Link className="link small push" to={noun.path}>
          {say('home.all')}
        </Link>
      </div>
      {query.isPending && <Lines count={4} height={22} />}
      {query.isError && <Failure error={query.error} retry={() => void query.refetch()} slim />}
      {query.data?.length === 0 && <p className="soft home-nothing">{say(`${noun.name}.empty.title`)}</p>}
      <ul>
        {query.data?.map((record) => (
          <RecentRecord key={record.id} record={record} title={noun.titleOf(record)} subtitle={noun.subtitleOf(record)} to={recordPath(noun, record.id)} />
        ))}
      </ul>
    </section>
  );
}

interface RecentRecordProps {
  readonly record: NounRecord;
  readonly title: string;
  readonly subtitle: string;
  readonly to: `/${string}`;
}

function RecentRecord({ record, title, subtitle, to }: RecentRecordProps) {
  const format = useFormat();
  const { updatedAt } = record as { readonly updatedAt?: Instant };
  return (
    <li className="home-line">
      <Face name={title} size="sm" />
      <Link className="records-name cut" to={to}>
        {title}
      </Link>
      <span className="cut tiny soft home-detail">{subtitle}</span>
      {updatedAt && <span className="tiny soft push tabular">{format.ago(dateOf(updatedAt))}</span>}
    </li>
  );
}
