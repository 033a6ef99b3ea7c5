import '../look/desk.css';
import type { Case } from '@rapport/contracts/client';
import { CaseStatus } from '@rapport/contracts/client';
import type { Noun } from '../nouns/noun.js';
import { FieldPanel } from '../record/field-panel.js';
import { OpenRecord, type OpenedRecord } from '../record/open-record.js';
import { RecordHead } from '../record/record-head.js';
import { SpokenColumns } from '../record/spoken-columns.js';
import { TagPanel } from '../record/tag-panel.js';
import { useRecord } from '../record/use-record.js';
import { useSay } from '../i18n/text.js';
import { may, useMe } from '../session/me.js';
import { useTitle } from '../shell/page.js';
import { Failure, NoRight } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { Conversation } from './conversation.js';
import { SortingPanel } from './sorting-panel.js';

/** One case: what is known of it, and what is said. */
export function CasePage({ noun, id }: { readonly noun: Noun; readonly id: string }) {
  const say = useSay();
  const me = useMe();
  const { query, hidden, reveal } = useRecord(noun, id);
  useTitle(query.data ? noun.titleOf(query.data) : '');
  if (!may(me, 'cases.read')) return <NoRight />;
  if (query.isPending) return <Lines count={8} height={22} />;
  if (query.isError && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} />;
  const record = query.data;
  const { description, status } = record as unknown as Case;
  const opened: OpenedRecord = { noun, record, hidden, reveal };
  return (
    <OpenRecord value={opened}>
      <RecordHead />
      <SpokenColumns
        side={
          <div className="record-side">
            <SortingPanel caseId={id} />
            <FieldPanel />
            <TagPanel />
          </div>
        }
        main={
          <div className="record-main">
            {description && <p className="case-description note-body">{description}</p>}
            <h2 className="panel-title">{say('case.conversation')}</h2>
            <Conversation caseId={id} isClosed={status === CaseStatus.CLOSED} />
          </div>
        }
      />
    </OpenRecord>
  );
}
