import { lazy, Suspense } from 'react';
import type { Noun } from '../nouns/noun.js';
import { may, reaches, useMe } from '../session/me.js';
import { useTitle } from '../shell/page.js';
import { Failure, NoRight } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { DeletedBanner } from './deleted-banner.js';
import { FieldPanel } from './field-panel.js';
import { RecordHead } from './record-head.js';
import { RecordTabs } from './record-tabs.js';
import { Relations } from './relations.js';
import { TagPanel } from './tag-panel.js';
import { partsOf } from './noun-parts.js';
import { OpenRecord, type OpenedRecord } from './open-record.js';
import { useRecord } from './use-record.js';

const WaitingCorrections = lazy(async () => ({ default: (await import('../corrections/waiting-corrections.js')).WaitingCorrections }));

/** The one record page, for whichever noun. */
export function RecordPage({ noun, id }: { readonly noun: Noun; readonly id: string }) {
  const me = useMe();
  const { query, hidden, reveal } = useRecord(noun, id);
  useTitle(query.data ? noun.titleOf(query.data) : '');
  if (!may(me, `${noun.plural}.read`)) return <NoRight />;
  if (query.isPending) return <Lines count={8} height={22} />;
  if (query.isError && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} />;
  const { data: record } = query;
  const { Main, Asking } = partsOf(noun.name);
  const decides = noun.isPerson === true && reaches(me, 'corrections.decide', { ownerId: record.ownerId ?? '', teamId: record.teamId ?? '' });
  const opened: OpenedRecord = { noun, record, hidden, reveal };
  return (
    <OpenRecord value={opened}>
      {record.deletedAt && <DeletedBanner />}
      <RecordHead />
      <Suspense>{Asking && <Asking />}</Suspense>
      <Suspense>{decides && <WaitingCorrections />}</Suspense>
      <div className={noun.isCustomer || Main ? 'record' : 'record-alone'}>
        <div className="record-side">
          <FieldPanel />
          {noun.kept.some(({ kind }) => kind === 'tags') && <TagPanel />}
          {noun.isCustomer && <Relations />}
        </div>
        <Suspense fallback={<Lines count={4} height={20} />}>{Main ? <Main /> : noun.isCustomer && <RecordTabs />}</Suspense>
      </div>
    </OpenRecord>
  );
}
