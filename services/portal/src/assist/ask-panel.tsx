import '../look/modal.css';
import { Button, Drawer, Textarea } from '@mantine/core';
import type { KnowledgeAnswer } from '@rapport/contracts/client';
import { IconSearchOff } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useSay } from '../i18n/text.js';
import { nouns } from '../nouns/nouns.js';
import { openRecordAt } from '../nouns/open-record-at.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { State } from '../states/state.js';
import '@mantine/core/styles/Drawer.layer.css';
import './assist.css';
import { assist } from './assist-calls.js';
import { Citations } from './citations.js';

/** Asks the knowledge base beside whatever page is open. */
export function AskPanel({ close }: { readonly close: () => void }) {
  const say = useSay();
  const [question, setQuestion] = useState('');
  const path = useRouterState({ select: ({ location }) => location.pathname });
  // Its names are kept from models; the question is answered the same.
  const about = openRecordAt(path, nouns);
  const asking = useMutation({ mutationFn: (words: string) => assist.knowledge.askKnowledge({ question: words, ...(about && { about }) }) });
  const ask = (event?: FormEvent) => {
    event?.preventDefault();
    if (question.trim().length > 1) asking.mutate(question.trim());
  };
  return (
    <Drawer opened onClose={close} position="right" title={say('ask.title')} closeButtonProps={{ 'aria-label': say('action.close') }}>
      <form onSubmit={ask} className="ask">
        <Textarea
          label={say('ask.question')}
          description={say('ask.lead')}
          data-autofocus
          autosize
          minRows={2}
          maxRows={6}
          maxLength={1000}
          value={question}
          onChange={(event) => setQuestion(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && !event.shiftKey && (event.preventDefault(), ask())}
        />
        <Button type="submit" size="xs" loading={asking.isPending}>
          {say('ask.ask')}
        </Button>
      </form>
      <div aria-live="polite">
        {asking.isPending && <Lines count={4} />}
        {asking.isError && <Failure error={asking.error} retry={() => ask()} slim />}
        {asking.isSuccess && <Answered answer={asking.data} />}
      </div>
    </Drawer>
  );
}

function Answered({ answer }: { readonly answer: KnowledgeAnswer }) {
  const say = useSay();
  if (!answer.found) return <State icon={IconSearchOff} title={say('ask.notFound')} text={say('ask.notFoundText')} slim />;
  return (
    <section className="answer">
      <p>{answer.text}</p>
      <Citations citations={answer.citations} />
    </section>
  );
}
