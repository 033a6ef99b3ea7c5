import { Speaker, type Call, type Turn } from '@rapport/contracts/client';
import { IconMicrophoneOff } from '@tabler/icons-react';
import { useSay, type MessageKey } from '../i18n/text.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { State } from '../states/state.js';
import { callTime } from './call-time.js';
import { isAtWork, useTranscript } from './use-calls.js';

const speakers: Readonly<Record<Speaker, MessageKey>> = {
  [Speaker.UNSPECIFIED]: 'call.speaker.unknown',
  [Speaker.COLLEAGUE]: 'call.speaker.colleague',
  [Speaker.CUSTOMER]: 'call.speaker.customer',
};

interface Playing {
  readonly call: Call;
  /** Plays from so many ms. */
  readonly playFrom: (ms: number) => void;
}

/** What was said, turn by turn; a click plays from there. */
export function Transcript({ call, playFrom }: Playing) {
  const say = useSay();
  const query = useTranscript(call);
  if (query.isPending) return <Lines count={6} />;
  if (query.isError && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} slim />;
  const { turns, model } = query.data;
  if (turns.length === 0) {
    return <State icon={IconMicrophoneOff} title={say('call.noWords')} text={say(isAtWork(call) ? 'call.noWordsYet' : 'call.noWordsText')} slim />;
  }
  return (
    <>
      <ol className="turns">
        {turns.map((turn) => (
          <TurnRow key={turn.number} turn={turn} playFrom={playFrom} />
        ))}
      </ol>
      <p className="tiny soft">{say('call.writtenBy', { model })}</p>
    </>
  );
}

function TurnRow({ turn, playFrom }: { readonly turn: Turn; readonly playFrom: (ms: number) => void }) {
  const say = useSay();
  return (
    <li className={turn.speaker === Speaker.CUSTOMER ? 'turn turn-customer' : 'turn'}>
      <button
        type="button"
        className="turn-time mono"
        aria-label={say('call.playFrom', { time: callTime(turn.startMs) })}
        onClick={() => playFrom(turn.startMs)}
      >
        {callTime(turn.startMs)}
      </button>
      <span className="turn-speaker small soft">{say(speakers[turn.speaker])}</span>
      <span className={turn.doubtful ? 'turn-text turn-doubtful' : 'turn-text'} title={turn.doubtful ? say('call.doubtful') : undefined}>
        {turn.text || say('call.unheard')}
      </span>
    </li>
  );
}
