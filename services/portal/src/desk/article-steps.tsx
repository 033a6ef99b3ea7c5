import { Button, TextInput } from '@mantine/core';
import { ArticleStatus, type Article } from '@rapport/contracts/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../api/keys.js';
import { useSay, type MessageKey } from '../i18n/text.js';
import { may, useMe } from '../session/me.js';
import { sayTrouble } from '../states/toast.js';
import { articleCalls } from './desk-calls.js';

interface Step {
  readonly label: MessageKey;
  readonly right: 'articles.write' | 'articles.publish';
  readonly on: readonly ArticleStatus[];
  readonly take: (target: { readonly id: string; readonly note: string }, options: { readonly ifMatch: string }) => Promise<Article>;
  readonly isQuiet?: true;
}

const { DRAFT, REVIEW, PUBLISHED } = ArticleStatus;
const steps: readonly Step[] = [
  { label: 'article.submit', right: 'articles.write', on: [DRAFT], take: ({ id }, options) => articleCalls.submitArticle({ id }, options) },
  { label: 'article.publish', right: 'articles.publish', on: [REVIEW], take: ({ id }, options) => articleCalls.publishArticle({ id }, options) },
  { label: 'article.return', right: 'articles.publish', on: [REVIEW], take: (target, options) => articleCalls.returnArticle(target, options), isQuiet: true },
  {
    label: 'article.archive',
    right: 'articles.publish',
    on: [PUBLISHED],
    take: ({ id }, options) => articleCalls.archiveArticle({ id }, options),
    isQuiet: true,
  },
];

/** The next steps of an article on its way to readers, for those who may take them. */
export function ArticleSteps({ article }: { readonly article: Article }) {
  const say = useSay();
  const me = useMe();
  const client = useQueryClient();
  const [note, setNote] = useState('');
  const take = useMutation({
    mutationFn: (step: Step) => step.take({ id: article.id, note }, { ifMatch: article.etag }),
    onSuccess: (fresh) => {
      setNote('');
      client.setQueryData(keys.record('article', article.id), fresh);
      void client.invalidateQueries({ queryKey: keys.articleVersions(article.id) });
      void client.invalidateQueries({ queryKey: keys.lists('article') });
    },
    onError: sayTrouble,
  });
  const possible = steps.filter(({ on, right }) => on.includes(article.status) && may(me, right));
  return (
    <div className="article-steps row row-wrap">
      <span className="small soft">
        {say(article.publishedVersion > 0 ? 'article.served' : 'article.notServed', { version: article.publishedVersion })}
        {article.reviewNote && ` ${say('article.reviewNote', { note: article.reviewNote })}`}
      </span>
      <span className="push row row-wrap">
        {possible.some(({ label }) => label === 'article.return') && (
          <TextInput
            size="xs"
            aria-label={say('article.note')}
            placeholder={say('article.note')}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        )}
        {possible.map((step) => (
          <Button
            key={step.label}
            size="xs"
            variant={step.isQuiet ? 'default' : 'filled'}
            loading={take.isPending && take.variables === step}
            onClick={() => take.mutate(step)}
          >
            {say(step.label)}
          </Button>
        ))}
      </span>
    </div>
  );
}
