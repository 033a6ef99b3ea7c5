import { Button } from '@mantine/core';
import type { ConsentState } from '@rapport/contracts/client';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { saidOr, useSay } from '../i18n/text.js';
import { byPurpose } from './by-purpose.js';
import { StateMark } from './state-mark.js';

/** Begins to write down what a person says, about something or about anything; nothing for who may not. */
type Record = ((about: ConsentState | undefined) => void) | undefined;

/** How things stand, purpose by purpose and channel by channel. */
export function StateTable({ states, record }: { readonly states: readonly ConsentState[]; readonly record: Record }) {
  const say = useSay();
  return (
    <table className="records consent-states">
      <thead>
        <tr>
          <th scope="col">{say('consent.purpose')}</th>
          <th scope="col">{say('consent.channel')}</th>
          <th scope="col">{say('consent.state')}</th>
          <th scope="col" className="end">
            {record && (
              <Button size="compact-xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => record(undefined)}>
                {say('consent.record')}
              </Button>
            )}
          </th>
        </tr>
      </thead>
      <tbody>
        {byPurpose(states).flatMap((purpose) =>
          purpose.states.map((state, at) => <Row key={`${state.purpose} ${state.channel}`} state={state} isFirst={at === 0} record={record} />),
        )}
      </tbody>
    </table>
  );
}

function Row({ state, isFirst, record }: { readonly state: ConsentState; readonly isFirst: boolean; readonly record: Record }) {
  const say = useSay();
  const channel = saidOr(say, `consent.channel.${state.channel}`, state.channel);
  return (
    <tr>
      <td title={state.description}>{isFirst ? state.name : ''}</td>
      <td className="soft">{state.channel === 'none' ? '' : channel}</td>
      <td>
        <StateMark state={state} />
      </td>
      <td className="end">
        {record && state.choices.length > 0 && (
          <Button
            className="consent-act"
            variant="subtle"
            size="compact-xs"
            aria-label={`${say('consent.change')}: ${state.name}, ${channel}`}
            onClick={() => record(state)}
          >
            <IconPencil className="consent-act-sign" size={15} aria-hidden />
            <span className="consent-act-word">{say('consent.change')}</span>
          </Button>
        )}
      </td>
    </tr>
  );
}
