import '@mantine/core/styles/Progress.layer.css';
import { Progress } from '@mantine/core';
import { CallState, type Call } from '@rapport/contracts/client';
import { useSay, type MessageKey } from '../i18n/text.js';
import { isAtWork } from './use-calls.js';

const names: Readonly<Record<CallState, MessageKey>> = {
  [CallState.UNSPECIFIED]: 'call.state.waiting',
  [CallState.UPLOADING]: 'call.state.uploading',
  [CallState.WAITING]: 'call.state.waiting',
  [CallState.DECODING]: 'call.state.decoding',
  [CallState.FINDING_SPEECH]: 'call.state.finding',
  [CallState.TRANSCRIBING]: 'call.state.transcribing',
  [CallState.UNDERSTANDING]: 'call.state.understanding',
  [CallState.DONE]: 'call.state.done',
  [CallState.FAILED]: 'call.state.failed',
  [CallState.CANCELLED]: 'call.state.cancelled',
  [CallState.REFUSED]: 'call.state.refused',
};

/** Where a call is on its way, with a bar while it moves and the trouble it met. */
export function StateLine({ call, withAdvice = false }: { readonly call: Call; readonly withAdvice?: boolean }) {
  const say = useSay();
  const left = call.leftMs > 0 ? say('call.left', { n: Math.max(1, Math.round(call.leftMs / 1000)) }) : '';
  const percent = call.state === CallState.TRANSCRIBING ? `${call.percent} %` : '';
  return (
    <div className="call-state" role="status">
      <span className={call.trouble && !isAtWork(call) ? 'call-trouble' : ''}>{[say(names[call.state]), percent, left].filter(Boolean).join(' · ')}</span>
      {isAtWork(call) && (
        <Progress
          value={call.state === CallState.TRANSCRIBING ? call.percent : 100}
          animated={call.state !== CallState.TRANSCRIBING}
          size="sm"
          aria-label={say(names[call.state])}
        />
      )}
      {withAdvice && call.advice && <p className="call-advice">{call.advice}</p>}
    </div>
  );
}
