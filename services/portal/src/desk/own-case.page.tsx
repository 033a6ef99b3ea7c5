import '../look/desk.css';
import { Button } from '@mantine/core';
import { CaseStatus } from '@rapport/contracts/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { keys } from '../api/keys.js';
import { useSay } from '../i18n/text.js';
import { Page } from '../shell/page.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { sayTrouble } from '../states/toast.js';
import { Conversation } from './conversation.js';
import { caseCalls } from './desk-calls.js';
import { CaseMark } from './own-cases.page.js';

/** One of a customer's own cases: followed, answered, opened again. */
export function OwnCasePage() {
  const say = useSay();
  const client = useQueryClient();
  const { id = '' } = useParams({ strict: false });
  const query = useQuery({ queryKey: keys.record('case', id), queryFn: ({ signal }) => caseCalls.getCase({ id }, { signal }) });
  const reopen = useMutation({
    mutationFn: () => caseCalls.reopenCase({ id }),
    onSuccess: (fresh) => client.setQueryData(keys.record('case', id), fresh),
    onError: sayTrouble,
  });
  if (query.isPending) return <Lines count={6} />;
  if (query.isError && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} />;
  const { number, title, description, status } = query.data;
  return (
    <Page title={title} needs="cases.read">
      <p className="row row-wrap small">
        <Link className="link" to="/own/cases">
          {say('ownCases.title')}
        </Link>
        <span className="soft">{say('case.number', { number })}</span>
        <CaseMark status={status} />
        {status === CaseStatus.SOLVED && (
          <Button variant="default" size="compact-sm" loading={reopen.isPending} onClick={() => reopen.mutate()}>
            {say('ownCases.reopen')}
          </Button>
        )}
      </p>
      <div className="own-talk">
        {description && <p className="case-description note-body">{description}</p>}
        <Conversation caseId={id} isClosed={status === CaseStatus.CLOSED} />
      </div>
    </Page>
  );
}
