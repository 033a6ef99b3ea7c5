import { Button } from '@mantine/core';
import type { Article } from '@rapport/contracts/client';
import { IconHistory } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { keys } from '../api/keys.js';
import { dateOf, useFormat } from '../i18n/format.js';
import { useSay } from '../i18n/text.js';
import { useColleagues } from '../session/colleagues.js';
import { may, useMe } from '../session/me.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { State } from '../states/state.js';
import { sayDone, sayTrouble } from '../states/toast.js';
import { articleCalls } from './desk-calls.js';

/** The versions that were published, each to be written on from. */
export function ArticleVersions({ article: { id, etag } }: { readonly article: Article }) {
  const say = useSay();
  const me = useMe();
  const format = useFormat();
  const client = useQueryClient();
  const { nameOf } = useColleagues();
  const query = useQuery({ queryKey: keys.articleVersions(id), queryFn: ({ signal }) => articleCalls.listArticleVersions({ id }, { signal }) });
  const restore = useMutation({
    mutationFn: (version: number) => articleCalls.restoreArticleVersion({ id, version }, { ifMatch: etag }),
    onSuccess: (fresh, version) => {
      client.setQueryData(keys.record('article', id), fresh);
      sayDone(say('article.versionRestored', { version }));
    },
    onError: sayTrouble,
  });
  if (query.isPending) return <Lines count={3} />;
  if (query.isError && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} slim />;
  const { versions } = query.data;
  if (versions.length === 0) return <State icon={IconHistory} title={say('article.noVersions.title')} text={say('article.noVersions.text')} slim />;
  return (
    <ul className="feed">
      {versions.map(({ version, title, reviewerId, publishedAt, served }) => (
        <li key={version} className="note">
          <div className="note-main">
            <div className="row small">
              <strong>{say('article.version', { version })}</strong>
              {served && <span className="tag">{say('article.servedMark')}</span>}
              <span className="tiny soft">{publishedAt && format.day(dateOf(publishedAt))}</span>
              {may(me, 'articles.write') && (
                <Button
                  className="push"
                  variant="subtle"
                  size="compact-sm"
                  loading={restore.isPending && restore.variables === version}
                  onClick={() => restore.mutate(version)}
                >
                  {say('article.restore')}
                </Button>
              )}
            </div>
            <p className="small">{title}</p>
            <p className="tiny soft">{say('article.by', { name: nameOf(reviewerId) ?? '—' })}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
