import '../look/desk.css';
import { Button, TextInput } from '@mantine/core';
import type { PublishedArticle } from '@rapport/contracts/client';
import { IconBook, IconSearch } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { keys } from '../api/keys.js';
import { useLocale } from '../i18n/locale.js';
import { saidOr, useSay } from '../i18n/text.js';
import { may, useMe } from '../session/me.js';
import { Page } from '../shell/page.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { State } from '../states/state.js';
import { sayTrouble } from '../states/toast.js';
import { ArticleBody } from './article-body.js';
import { publishedCalls } from './desk-calls.js';

/** What is published, in the reader's language, by category. */
export function HelpPage() {
  const say = useSay();
  const language = useLocale();
  const [typed, setTyped] = useState('');
  const query = useQuery({
    queryKey: keys.help(language),
    queryFn: ({ signal }) => publishedCalls.listPublishedArticles({ language, pageSize: 200 }, { signal }),
  });
  const groups = useMemo(() => groupsOf(query.data?.articles ?? [], typed), [query.data, typed]);
  return (
    <Page title={say('help.heading')} needs="published-articles.read" lead={say('help.lead')}>
      <TextInput
        className="help-search"
        aria-label={say('help.search')}
        placeholder={say('help.search')}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {query.isPending && <Lines count={6} />}
      {query.isError && !query.data && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && groups.length === 0 && <State icon={IconBook} title={say('help.none.title')} text={say('help.none.text')} />}
      <div className="help-groups">
        {groups.map(([category, articles]) => (
          <section key={category}>
            <h2 className="panel-title">{saidOr(say, `help.category.${category}`, category)}</h2>
            <ul className="help-list">
              {articles.map(({ id, title }) => (
                <li key={id}>
                  <Link className="link" to="/help/$id" params={{ id }}>
                    {title}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Page>
  );
}

function groupsOf(articles: readonly PublishedArticle[], typed: string): (readonly [string, readonly PublishedArticle[]])[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const found = articles.filter(({ title, body, tags }) => words.every((word) => `${title}\n${body}\n${tags.join(' ')}`.toLowerCase().includes(word)));
  return [...new Set(found.map(({ category }) => category))].map((category) => [category, found.filter((one) => one.category === category)]);
}

/** One article, and whether it helped. */
export function HelpArticlePage() {
  const say = useSay();
  const me = useMe();
  const client = useQueryClient();
  const { id = '' } = useParams({ strict: false });
  const query = useQuery({ queryKey: keys.helpArticle(id), queryFn: ({ signal }) => publishedCalls.getPublishedArticle({ id }, { signal }) });
  const rate = useMutation({
    mutationFn: (helped: boolean) => publishedCalls.rateArticle({ id, helped }),
    onSuccess: () => void client.invalidateQueries({ queryKey: keys.helpArticle(id) }),
    onError: sayTrouble,
  });
  if (query.isPending) return <Lines count={8} />;
  if (query.isError && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} />;
  const { title, body, helped } = query.data;
  return (
    <Page title={title} needs="published-articles.read">
      <p className="small">
        <Link className="link" to="/help">
          {say('help.heading')}
        </Link>
      </p>
      <ArticleBody text={body} />
      {may(me, 'published-articles.rate') && (
        <div className="help-rating row row-wrap" role="group" aria-label={say('help.rate')}>
          <span className="small">{say(rate.isSuccess ? 'help.thanks' : 'help.rate')}</span>
          <Button variant="default" size="compact-sm" onClick={() => rate.mutate(true)}>
            {say('help.yes')}
          </Button>
          <Button variant="default" size="compact-sm" onClick={() => rate.mutate(false)}>
            {say('help.no')}
          </Button>
          {helped > 0 && <span className="tiny soft">{say('help.helped', { n: helped })}</span>}
        </div>
      )}
    </Page>
  );
}
