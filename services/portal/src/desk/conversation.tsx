import '@mantine/core/styles/FloatingIndicator.layer.css';
import '@mantine/core/styles/SegmentedControl.layer.css';
import '../look/desk.css';
import { Button, SegmentedControl, Textarea } from '@mantine/core';
import { AuthorKind, type CaseMessage } from '@rapport/contracts/client';
import { IconMessages } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useKeyedWrite } from '../api/keyed-write.js';
import { keys } from '../api/keys.js';
import { dateOf, useFormat } from '../i18n/format.js';
import { useSay } from '../i18n/text.js';
import { Face } from '../look/face.js';
import { useColleagues } from '../session/colleagues.js';
import { may, useMe } from '../session/me.js';
import { isCustomer } from '../shell/navigation.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { State } from '../states/state.js';
import { Trouble } from '../states/trouble.js';
import { messageCalls } from './desk-calls.js';

/** What is said in a case, and where one answers. */
export function Conversation({ caseId, isClosed }: { readonly caseId: string; readonly isClosed: boolean }) {
  const say = useSay();
  const me = useMe();
  const query = useInfiniteQuery({
    queryKey: keys.conversation(caseId),
    queryFn: ({ pageParam, signal }) => messageCalls.listCaseMessages({ caseId, pageSize: 200, pageToken: pageParam }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
  });
  if (query.isPending) return <Lines count={4} />;
  if (query.isError && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} slim />;
  const messages = query.data.pages.flatMap((page) => page.messages);
  return (
    <section aria-label={say('case.conversation')}>
      {messages.length === 0 && <State icon={IconMessages} title={say('case.silent.title')} text={say('case.silent.text')} slim />}
      <ul className="talk">
        {messages.map((message) => (
          <Message key={message.id} message={message} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button variant="default" size="xs" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {say('action.more')}
        </Button>
      )}
      {isClosed ? <p className="small soft">{say('case.closedHint')}</p> : may(me, 'case-messages.write') && <Answer caseId={caseId} />}
    </section>
  );
}

function Message({ message: { authorKind, authorId, body, internal, createdAt } }: { readonly message: CaseMessage }) {
  const say = useSay();
  const format = useFormat();
  const { nameOf } = useColleagues();
  const isReaderCustomer = isCustomer(useMe());
  const kind = authorKind === AuthorKind.CUSTOMER ? 'customer' : authorKind === AuthorKind.ASSISTANT ? 'assistant' : 'agent';
  // Whoever reads sees their own side at the right: a customer what they wrote, colleagues what the company answered.
  const isMine = isReaderCustomer === (kind === 'customer');
  const author = (kind === 'agent' && nameOf(authorId)) || say(isReaderCustomer && isMine ? 'author-kind.you' : `author-kind.${kind}`);
  return (
    <li className="said" data-by={kind} data-mine={isMine || undefined} data-internal={internal || undefined}>
      <Face name={author} size="sm" />
      <div className="said-main">
        <div className="row row-wrap small">
          <strong>{author}</strong>
          {internal && <span className="tiny said-note">{say('case.internal')}</span>}
          {createdAt && (
            <span className="tiny soft push" title={format.exactly(dateOf(createdAt))}>
              {format.ago(dateOf(createdAt))}
            </span>
          )}
        </div>
        <div className="note-body">{body}</div>
      </div>
    </li>
  );
}

function Answer({ caseId }: { readonly caseId: string }) {
  const say = useSay();
  const me = useMe();
  const [body, setBody] = useState('');
  const [isNote, setNote] = useState(false);
  const send = useAnswer(caseId, () => setBody(''));
  const submit = () => body.trim() !== '' && !send.isPending && send.mutate({ body: body.trim(), internal: isNote });
  const label = say(isNote ? 'case.note' : 'case.reply');
  return (
    <div className="composer" data-internal={isNote || undefined}>
      {may(me, 'case-notes.read') && (
        <SegmentedControl
          size="xs"
          className="composer-kind"
          aria-label={say('case.kindOfAnswer')}
          value={isNote ? 'note' : 'reply'}
          onChange={(kind) => setNote(kind === 'note')}
          data={[
            { value: 'reply', label: say('case.reply') },
            { value: 'note', label: say('case.note') },
          ]}
        />
      )}
      <Textarea
        aria-label={label}
        placeholder={say(isNote ? 'case.noteHint' : 'case.replyHint')}
        autosize
        minRows={2}
        maxRows={12}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && submit()}
      />
      {send.error && <Trouble error={send.error} />}
      <div className="row">
        <span className="tiny soft">{say('case.sendHint')}</span>
        <Button className="push" size="xs" disabled={body.trim() === ''} loading={send.isPending} onClick={submit}>
          {say(isNote ? 'case.saveNote' : 'case.send')}
        </Button>
      </div>
    </div>
  );
}

function useAnswer(caseId: string, done: () => void) {
  const client = useQueryClient();
  const { write } = useKeyedWrite();
  return useMutation({
    mutationFn: (words: { readonly body: string; readonly internal: boolean }) =>
      write([caseId, words], (sending) => messageCalls.postCaseMessage({ caseId, ...words }, sending)),
    onSuccess: () => {
      done();
      void client.invalidateQueries({ queryKey: keys.conversation(caseId) });
      void client.invalidateQueries({ queryKey: keys.record('case', caseId) });
    },
  });
}
