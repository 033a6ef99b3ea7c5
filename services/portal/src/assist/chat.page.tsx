import { Button, Textarea } from '@mantine/core';
import { AuthorKind, ChatState, ProblemError, type ChatMessage } from '@rapport/contracts/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { keys } from '../api/keys.js';
import { useLocale } from '../i18n/locale.js';
import { useSay } from '../i18n/text.js';
import { Page } from '../shell/page.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { sayTrouble } from '../states/toast.js';
import { heldChat, holdChat } from '../visit/visit-token.js';
import './assist.css';
import { assist } from './assist-calls.js';

/** Somebody who waits for an answer looks again so often. */
const lookAgainMs = 1500;

/** A customer's chat: with a program first, with a colleague when they wish. */
export function ChatPage() {
  const say = useSay();
  const query = useQuery({ queryKey: keys.chats, queryFn: async ({ signal }) => (await goneOn()) ?? (await newest(signal)) });
  return (
    <Page title={say('chat.title')} needs="chats.begin" lead={say('chat.lead')}>
      {query.isPending && <Lines count={4} />}
      {query.isError && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && (query.data ? <Talk id={query.data} /> : <Begin label={say('chat.begin')} />)}
    </Page>
  );
}

async function newest(signal: AbortSignal): Promise<string> {
  return (await assist.chats.listChats({ pageSize: 1 }, { signal })).chats[0]?.id ?? '';
}

/** The chat that this person began before they signed in: theirs from now on. Nothing where it is somebody's already. */
async function goneOn(): Promise<string | undefined> {
  const held = heldChat();
  if (!held) return undefined;
  try {
    return (await assist.chats.identifyChat({ token: held.token })).id;
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  } finally {
    holdChat(undefined);
  }
}

function Begin({ label }: { readonly label: string }) {
  const client = useQueryClient();
  const locale = useLocale();
  const begin = useMutation({
    mutationFn: () => assist.chats.startChat({ language: locale === 'ru' ? 'ru' : 'en' }),
    onError: sayTrouble,
    onSettled: () => client.invalidateQueries({ queryKey: keys.chats }),
  });
  return (
    <Button size="sm" loading={begin.isPending} onClick={() => begin.mutate()}>
      {label}
    </Button>
  );
}

function Talk({ id }: { readonly id: string }) {
  const say = useSay();
  const chat = useQuery({ queryKey: [...keys.chats, id], queryFn: ({ signal }) => assist.chats.getChat({ id }, { signal }), refetchInterval: lookAgainMs });
  const said = useQuery({
    queryKey: [...keys.chats, id, 'messages'],
    queryFn: ({ signal }) => assist.chats.listChatMessages({ chatId: id, pageSize: 200 }, { signal }),
    refetchInterval: lookAgainMs,
  });
  const state = chat.data?.state;
  return (
    <div className="talk">
      <ul className="talk-lines" aria-live="polite">
        {said.data?.messages.map((message) => (
          <Line key={message.id} message={message} />
        ))}
      </ul>
      {state === ChatState.WAITING && <p className="small soft">{say('chat.waiting')}</p>}
      {state === ChatState.HUMAN && (
        <p className="small soft" role="status">
          {say('chat.isHuman')}
        </p>
      )}
      {state === ChatState.CLOSED ? (
        <p className="row">
          {say('chat.closed')} <Begin label={say('chat.another')} />
        </p>
      ) : (
        <Composer id={id} isHuman={state !== ChatState.ASSISTANT} />
      )}
    </div>
  );
}

function Line({ message: { authorKind, body } }: { readonly message: ChatMessage }) {
  const say = useSay();
  const isMine = authorKind === AuthorKind.CUSTOMER;
  const author = isMine ? 'chat.you' : authorKind === AuthorKind.ASSISTANT ? 'chat.assistant' : 'chat.colleague';
  return (
    <li className={isMine ? 'talk-line is-mine' : 'talk-line'}>
      <span className="small soft">{say(author)}</span>
      <p>{body}</p>
    </li>
  );
}

function Composer({ id, isHuman }: { readonly id: string; readonly isHuman: boolean }) {
  const say = useSay();
  const client = useQueryClient();
  const [body, setBody] = useState('');
  const onSettled = () => client.invalidateQueries({ queryKey: [...keys.chats, id] });
  const posting = useMutation({
    mutationFn: () => assist.chats.postChatMessage({ chatId: id, body: body.trim() }),
    onError: sayTrouble,
    onSuccess: () => setBody(''),
    onSettled,
  });
  const calling = useMutation({ mutationFn: () => assist.chats.requestHuman({ id }), onError: sayTrouble, onSettled });
  const post = (event?: FormEvent) => {
    event?.preventDefault();
    if (body.trim() && !posting.isPending) posting.mutate();
  };
  return (
    <form className="talk-composer" onSubmit={post}>
      <Textarea
        aria-label={say('chat.message')}
        placeholder={say('chat.message')}
        autosize
        minRows={2}
        maxLength={4000}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && !event.shiftKey && (event.preventDefault(), post())}
      />
      <div className="row">
        <Button type="submit" size="xs" loading={posting.isPending}>
          {say('chat.send')}
        </Button>
        {!isHuman && (
          <Button size="xs" variant="default" loading={calling.isPending} onClick={() => calling.mutate()}>
            {say('chat.human')}
          </Button>
        )}
      </div>
    </form>
  );
}
