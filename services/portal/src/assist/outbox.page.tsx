import { IconMail } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { keys } from '../api/keys.js';
import { useLocale } from '../i18n/locale.js';
import { useSay } from '../i18n/text.js';
import { Page } from '../shell/page.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { State } from '../states/state.js';
import './assist.css';
import { assist } from './assist-calls.js';
import { SentDraft } from './sent-draft.js';

/** What was sent, or is on its way. */
export function OutboxPage() {
  const say = useSay();
  return (
    <Page title={say('outbox.title')} needs="drafts.read" lead={say('outbox.lead')}>
      <Sent />
    </Page>
  );
}

function Sent() {
  const say = useSay();
  const query = useQuery({ queryKey: [...keys.outbox, useLocale()], queryFn: ({ signal }) => assist.drafts.listOutbox({ pageSize: 100 }, { signal }) });
  if (query.isPending) return <Lines count={6} height={40} />;
  if (query.isError) return <Failure error={query.error} retry={() => void query.refetch()} />;
  const { drafts } = query.data;
  if (drafts.length === 0) return <State icon={IconMail} title={say('outbox.none')} text={say('outbox.noneText')} />;
  return (
    <div className="drafts">
      {drafts.map((draft) => (
        <SentDraft key={draft.id} draft={draft} />
      ))}
    </div>
  );
}
