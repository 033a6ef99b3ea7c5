import '../look/calls.css';
import { Alert, Button } from '@mantine/core';
import { CallState, type Call } from '@rapport/contracts/client';
import { Link, useParams } from '@tanstack/react-router';
import { useRef } from 'react';
import { recordPath } from '../nouns/record-path.js';
import { dateOf, useFormat } from '../i18n/format.js';
import { useSay } from '../i18n/text.js';
import { may, useMe } from '../session/me.js';
import { Page } from '../shell/page.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { Proposals } from './proposals.js';
import { StateLine } from './state-line.js';
import { Transcript } from './transcript.js';
import { isAtWork, useCall, useCallChange } from './use-calls.js';

/** One recorded call: heard, read, and what follows from it. */
export function CallPage() {
  const say = useSay();
  const { id = '' } = useParams({ strict: false });
  const query = useCall(id);
  return (
    <Page title={say('call.title')} needs="calls.read">
      {query.isPending ? <Lines count={8} /> : query.data ? <OpenCall call={query.data} /> : <Failure error={query.error} retry={() => void query.refetch()} />}
    </Page>
  );
}

function OpenCall({ call }: { readonly call: Call }) {
  const say = useSay();
  const format = useFormat();
  const player = useRef<HTMLAudioElement>(null);
  const isWhole = call.state !== CallState.UPLOADING;
  const playFrom = (ms: number) => {
    if (!player.current) return;
    player.current.currentTime = ms / 1000;
    void player.current.play();
  };
  return (
    <div className="call-page">
      <div className="row row-wrap">
        <Link className="link" to={recordPath({ path: '/people' }, call.contactId)}>
          {say('call.customer')}
        </Link>
        <span className="soft small">{format.time(dateOf(call.startedAt!))}</span>
        <CallActions call={call} />
      </div>
      <StateLine call={call} />
      {call.advice && !isAtWork(call) && <Alert color="yellow">{call.advice}</Alert>}
      {isWhole && (
        // The words of a recording stand below it, so it needs no captions of its own.
        <audio ref={player} className="call-player" controls preload="metadata" src={`/v1/calls/${encodeURIComponent(call.id)}/recording/content`}>
          <track kind="captions" />
        </audio>
      )}
      <div className="call-columns">
        <section aria-labelledby="transcript">
          <h2 id="transcript" className="panel-title">
            {say('call.transcript')}
          </h2>
          <Transcript call={call} playFrom={playFrom} />
        </section>
        <section aria-labelledby="proposals">
          <h2 id="proposals" className="panel-title">
            {say('call.proposals')}
          </h2>
          <Proposals call={call} playFrom={playFrom} />
        </section>
      </div>
    </div>
  );
}

function CallActions({ call }: { readonly call: Call }) {
  const say = useSay();
  const me = useMe();
  const change = useCallChange(call.id);
  if (!may(me, 'calls.write')) return null;
  if (isAtWork(call)) {
    return (
      <Button className="push" size="xs" variant="default" loading={change.isPending} onClick={() => change.mutate('cancel')}>
        {say('call.cancel')}
      </Button>
    );
  }
  if (!canBeRetried(call)) return null;
  return (
    <Button className="push" size="xs" loading={change.isPending} onClick={() => change.mutate('retry')}>
      {say('state.retry')}
    </Button>
  );
}

/** What stopped, and what was read by rules because the model did not answer. */
function canBeRetried({ state, trouble }: Call): boolean {
  const hasStopped = state === CallState.FAILED || state === CallState.CANCELLED || state === CallState.REFUSED;
  return hasStopped || (state === CallState.DONE && trouble !== '');
}
