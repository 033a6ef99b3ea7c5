import '@mantine/core/styles/Tabs.layer.css';
import '../look/desk.css';
import { Button, Tabs, Textarea } from '@mantine/core';
import type { Article } from '@rapport/contracts/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useKeyedWrite } from '../api/keyed-write.js';
import { keys } from '../api/keys.js';
import { useSay } from '../i18n/text.js';
import type { Noun } from '../nouns/noun.js';
import { FieldPanel } from '../record/field-panel.js';
import { OpenRecord } from '../record/open-record.js';
import { RecordHead } from '../record/record-head.js';
import { SpokenColumns } from '../record/spoken-columns.js';
import { TagPanel } from '../record/tag-panel.js';
import { useRecord } from '../record/use-record.js';
import { may, useMe } from '../session/me.js';
import { useTitle } from '../shell/page.js';
import { Failure, NoRight } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { Trouble } from '../states/trouble.js';
import { ArticleBody } from './article-body.js';
import { ArticleSteps } from './article-steps.js';
import { ArticleVersions } from './article-versions.js';
import { articleCalls } from './desk-calls.js';

/** One article: read, written, reviewed, published. */
export function ArticlePage({ noun, id }: { readonly noun: Noun; readonly id: string }) {
  const me = useMe();
  const { query, hidden, reveal } = useRecord(noun, id);
  useTitle(query.data ? noun.titleOf(query.data) : '');
  if (!may(me, 'articles.read')) return <NoRight />;
  if (query.isPending) return <Lines count={8} height={22} />;
  if (query.isError && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} />;
  const article = query.data as unknown as Article;
  return (
    <OpenRecord value={{ noun: { ...noun, fields: noun.fields.filter(({ name }) => name !== 'body') }, record: query.data, hidden, reveal }}>
      <RecordHead />
      <ArticleSteps article={article} />
      <SpokenColumns
        side={
          <div className="record-side">
            <FieldPanel />
            <TagPanel />
          </div>
        }
        main={<Text key={article.etag} article={article} />}
      />
    </OpenRecord>
  );
}

function Text({ article }: { readonly article: Article }) {
  const say = useSay();
  const me = useMe();
  const [body, setBody] = useState(article.body);
  const save = useSave(article);
  const isChanged = body !== article.body;
  return (
    <div className="record-main">
      <Tabs defaultValue="read" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="read">{say(isChanged ? 'article.preview' : 'article.read')}</Tabs.Tab>
          {may(me, 'articles.write') && <Tabs.Tab value="write">{say('article.write')}</Tabs.Tab>}
          <Tabs.Tab value="versions">{say('article.versions')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="read">
          <ArticleBody text={body} />
        </Tabs.Panel>
        <Tabs.Panel value="write">
          <Textarea
            className="article-text"
            aria-label={say('field.article_body')}
            autosize
            minRows={14}
            value={body}
            onChange={(event) => setBody(event.currentTarget.value)}
          />
        </Tabs.Panel>
        <Tabs.Panel value="versions">
          <ArticleVersions article={article} />
        </Tabs.Panel>
      </Tabs>
      {save.error && <Trouble error={save.error} />}
      {isChanged && (
        <div className="row">
          <span className="tiny soft">{say('article.writeHint')}</span>
          <Button className="push" size="xs" loading={save.isPending} onClick={() => save.mutate(body)}>
            {say('action.save')}
          </Button>
        </div>
      )}
    </div>
  );
}

function useSave({ id, etag }: Article) {
  const client = useQueryClient();
  const { write } = useKeyedWrite();
  return useMutation({
    mutationFn: (body: string) =>
      write([id, etag, body], (sending) =>
        articleCalls.updateArticle({ article: { id, body }, updateMask: { paths: ['body'] } }, { ...sending, ifMatch: etag }),
      ),
    onSuccess: (saved) => client.setQueryData(keys.record('article', id), saved),
  });
}
