import '@mantine/core/styles/InlineInput.layer.css';
import '@mantine/core/styles/Switch.layer.css';
import '../look/consent.css';
import { Alert, Switch } from '@mantine/core';
import type { ConsentState } from '@rapport/contracts/client';
import { IconHandStop, IconUserCircle } from '@tabler/icons-react';
import { useSay, saidOr } from '../i18n/text.js';
import { useMe } from '../session/me.js';
import { Page } from '../shell/page.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { State } from '../states/state.js';
import { sayDone, sayTrouble } from '../states/toast.js';
import { byPurpose, type PurposeStates } from './by-purpose.js';
import { History } from './history.js';
import { StateMark } from './state-mark.js';
import { useSaying, useStates } from './use-consents.js';

/** What a customer allows: each purpose in plain words with a switch, and what they said so far. */
export function OwnConsentsPage() {
  const say = useSay();
  const { contact_id: id } = useMe();
  return (
    <Page title={say('consent.own.title')} needs="consents.write" lead={say('consent.own.lead')}>
      {id ? <Own contactId={id} /> : <State icon={IconUserCircle} title={say('consent.own.title')} text={say('own.noRecord')} />}
    </Page>
  );
}

function Own({ contactId }: { readonly contactId: string }) {
  const say = useSay();
  const query = useStates(contactId);
  if (query.isPending) return <Lines count={6} height={40} />;
  if (query.isError && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} />;
  const { states, restricted } = query.data;
  if (states.length === 0) return <State icon={IconHandStop} title={say('consent.own.none')} text={say('consent.own.noneText')} />;
  return (
    <div className="consents">
      {restricted && <Alert color="yellow">{say('consent.restricted')}</Alert>}
      {byPurpose(states).map((purpose) => (
        <Purpose key={purpose.purpose} contactId={contactId} purpose={purpose} />
      ))}
      <section aria-labelledby="said">
        <h2 id="said" className="panel-title">
          {say('consent.history')}
        </h2>
        <History contactId={contactId} states={states} />
      </section>
    </div>
  );
}

function Purpose({ contactId, purpose }: { readonly contactId: string; readonly purpose: PurposeStates }) {
  const say = useSay();
  const { name, description, basis, text, states } = purpose;
  return (
    <section className="consent-card" aria-label={name}>
      <h2>{name}</h2>
      <p className="small soft">{description}</p>
      {text ? <blockquote className="consent-text small">{text}</blockquote> : <p className="small soft">{saidOr(say, `consent.basis.${basis}.own`, '')}</p>}
      {states.map((state) => (
        <Choice key={state.channel} contactId={contactId} state={state} />
      ))}
    </section>
  );
}

/** The switch is the person's word: turning it on gives or lifts, turning it off withdraws or objects. */
function Choice({ contactId, state }: { readonly contactId: string; readonly state: ConsentState }) {
  const say = useSay();
  const saying = useSaying(contactId, () => sayDone(say('consent.saved')));
  const { purpose, channel, name, allowed, choices } = state;
  const action = choices.find((choice) => (allowed ? ['withdrawn', 'objected'] : ['given', 'objection-lifted']).includes(choice));
  const label = channel === 'none' ? name : saidOr(say, `consent.channel.${channel}`, channel);
  return (
    <div className="consent-choice">
      <Switch
        label={channel === 'none' ? say('consent.allow') : label}
        aria-label={channel === 'none' ? name : `${name}: ${label}`}
        checked={allowed}
        disabled={!action || saying.isPending}
        onChange={() => action && saying.mutate({ purpose, channel, action }, { onError: sayTrouble })}
      />
      <StateMark state={state} />
    </div>
  );
}
