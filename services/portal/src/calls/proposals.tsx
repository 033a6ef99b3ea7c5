import { Button, Textarea, TextInput } from '@mantine/core';
import { ProposalKind, ProposalState, ProposalVerdict, type Call, type Proposal } from '@rapport/contracts/client';
import { IconBulb } from '@tabler/icons-react';
import { useState } from 'react';
import { troubleOf } from '../api/trouble.js';
import { useFormat } from '../i18n/format.js';
import { useSay, type MessageKey } from '../i18n/text.js';
import { may, useMe } from '../session/me.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { State } from '../states/state.js';
import { callTime } from './call-time.js';
import { isAtWork, useDecision, useProposals } from './use-calls.js';

const kinds: Readonly<Record<ProposalKind, MessageKey>> = {
  [ProposalKind.UNSPECIFIED]: 'proposal.kind.summary',
  [ProposalKind.SUMMARY]: 'proposal.kind.summary',
  [ProposalKind.NEXT_STEP]: 'proposal.kind.nextStep',
  [ProposalKind.TASK]: 'proposal.kind.task',
  [ProposalKind.BUDGET]: 'proposal.kind.budget',
  [ProposalKind.TIMING]: 'proposal.kind.timing',
  [ProposalKind.COMPETITOR]: 'proposal.kind.competitor',
  [ProposalKind.DECISION_MAKER]: 'proposal.kind.decisionMaker',
  [ProposalKind.OBJECTION]: 'proposal.kind.objection',
};

const states: Partial<Record<ProposalState, MessageKey>> = {
  [ProposalState.ACCEPTED]: 'proposal.accepted',
  [ProposalState.CHANGED]: 'proposal.changed',
  [ProposalState.REFUSED]: 'proposal.refused',
};

/** What follows from a call, to be accepted, changed or refused one by one. */
export function Proposals({ call, playFrom }: { readonly call: Call; readonly playFrom: (ms: number) => void }) {
  const say = useSay();
  const query = useProposals(call);
  if (query.isPending) return <Lines count={4} height={60} />;
  if (query.isError && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} slim />;
  const { proposals } = query.data;
  if (proposals.length === 0)
    return <State icon={IconBulb} title={say('proposal.none')} text={say(isAtWork(call) ? 'proposal.noneYet' : 'proposal.noneText')} slim />;
  return (
    <ul className="proposals">
      {proposals.map((proposal) => (
        <ProposalCard key={proposal.id} proposal={proposal} playFrom={playFrom} />
      ))}
    </ul>
  );
}

function ProposalCard({ proposal, playFrom }: { readonly proposal: Proposal; readonly playFrom: (ms: number) => void }) {
  const say = useSay();
  const me = useMe();
  const format = useFormat();
  const { kind, state, dueDate, quote, startMs, confidence } = proposal;
  const decided = states[state];
  return (
    <li className={decided ? 'proposal is-decided' : 'proposal'}>
      <div className="row row-wrap">
        <strong>{say(kinds[kind])}</strong>
        {dueDate && <span className="small">{say('proposal.due', { day: format.calendarDay(dueDate) })}</span>}
        <span className="push tiny soft">{decided ? say(decided) : say('proposal.sure', { n: Math.round(confidence * 100) })}</span>
      </div>
      {may(me, 'proposals.write') ? <Decision key={state} proposal={proposal} isDecided={decided !== undefined} /> : <p>{proposal.value}</p>}
      <blockquote className="proposal-quote small soft">
        “{quote}”{' '}
        <button type="button" className="turn-time mono" aria-label={say('call.playFrom', { time: callTime(startMs) })} onClick={() => playFrom(startMs)}>
          {callTime(startMs)}
        </button>
      </blockquote>
    </li>
  );
}

function Decision({ proposal, isDecided }: { readonly proposal: Proposal; readonly isDecided: boolean }) {
  const say = useSay();
  const decision = useDecision(proposal.callId);
  const { id: proposalId, value, dueDate } = proposal;
  const [edited, setEdited] = useState<Wanted>();
  const decide = (verdict: ProposalVerdict) => decision.mutate({ proposalId, verdict, ...(verdict === ProposalVerdict.ACCEPT && edited) });
  return (
    <>
      {edited ? <Editor wanted={edited} change={setEdited} /> : <p>{value}</p>}
      {decision.isError && (
        <p role="alert" className="small call-trouble">
          {troubleOf(decision.error, say).text}
        </p>
      )}
      <div className="row">
        {isDecided ? (
          <Button size="compact-xs" variant="default" loading={decision.isPending} onClick={() => decide(ProposalVerdict.UNDO)}>
            {say('proposal.undo')}
          </Button>
        ) : (
          <>
            <Button size="compact-xs" loading={decision.isPending} onClick={() => decide(ProposalVerdict.ACCEPT)}>
              {say('proposal.accept')}
            </Button>
            <Button size="compact-xs" variant="default" onClick={() => setEdited(edited ? undefined : { value, dueDate })}>
              {say(edited ? 'action.cancel' : 'proposal.edit')}
            </Button>
            <Button size="compact-xs" variant="subtle" disabled={decision.isPending} onClick={() => decide(ProposalVerdict.REFUSE)}>
              {say('proposal.refuse')}
            </Button>
          </>
        )}
      </div>
    </>
  );
}

interface Wanted {
  readonly value: string;
  readonly dueDate: string;
}

function Editor({ wanted, change }: { readonly wanted: Wanted; readonly change: (wanted: Wanted) => void }) {
  const say = useSay();
  return (
    <>
      <Textarea autosize aria-label={say('proposal.value')} value={wanted.value} onChange={({ target }) => change({ ...wanted, value: target.value })} />
      <TextInput type="date" label={say('proposal.day')} value={wanted.dueDate} onChange={({ target }) => change({ ...wanted, dueDate: target.value })} />
    </>
  );
}
