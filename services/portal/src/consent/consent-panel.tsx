import { Alert, Button } from '@mantine/core';
import type { ConsentState } from '@rapport/contracts/client';
import { IconHandStop, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { saidOr, useSay } from '../i18n/text.js';
import { useOpenRecord } from '../record/open-record.js';
import { may, reaches, useMe } from '../session/me.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { State } from '../states/state.js';
import { byPurpose } from './by-purpose.js';
import { History } from './history.js';
import { RecordDialog } from './record-dialog.js';
import { StateMark } from './state-mark.js';
import { useStates } from './use-consents.js';

/** What a person allows, for colleagues: how things stand, what was said, and a way to write down what they say. */
export function ConsentPanel() {
  const say = useSay();
  const me = useMe();
  const { record } = useOpenRecord();
  const [recording, setRecording] = useState<{ readonly state?: ConsentState }>();
  const query = useStates(record.id);
  if (query.isPending) return <Lines count={6} height={26} />;
  if (query.isError && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} slim />;
  const { states, restricted } = query.data;
  if (states.length === 0) return <State icon={IconHandStop} title={say('consent.none')} text={say('consent.noneText')} slim />;
  const mayRecord = reaches(me, 'consents.write', record) && !record.deletedAt;
  return (
    <div className="consents">
      {restricted && <Alert color="yellow">{say('consent.restricted')}</Alert>}
      <table className="records">
        <thead>
          <tr>
            <th scope="col">{say('consent.purpose')}</th>
            <th scope="col">{say('consent.channel')}</th>
            <th scope="col">{say('consent.state')}</th>
            <th scope="col" className="end">
              {mayRecord && (
                <Button size="compact-xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setRecording({})}>
                  {say('consent.record')}
                </Button>
              )}
            </th>
          </tr>
        </thead>
        <tbody>
          {byPurpose(states).flatMap((purpose) =>
            purpose.states.map((state, at) => (
              <tr key={`${state.purpose} ${state.channel}`}>
                <td title={purpose.description}>{at === 0 ? purpose.name : ''}</td>
                <td className="soft">{state.channel === 'none' ? '' : saidOr(say, `consent.channel.${state.channel}`, state.channel)}</td>
                <td>
                  <StateMark state={state} />
                </td>
                <td className="end">
                  {mayRecord && state.choices.length > 0 && (
                    <Button
                      variant="subtle"
                      size="compact-xs"
                      aria-label={`${say('consent.change')}: ${purpose.name}, ${saidOr(say, `consent.channel.${state.channel}`, state.channel)}`}
                      onClick={() => setRecording({ state })}
                    >
                      {say('consent.change')}
                    </Button>
                  )}
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
      {may(me, 'consents.read') && (
        <section aria-labelledby="said">
          <h2 id="said" className="panel-title">
            {say('consent.history')}
          </h2>
          <History contactId={record.id} states={states} />
        </section>
      )}
      {recording && <RecordDialog contactId={record.id} states={states} about={recording.state} close={() => setRecording(undefined)} />}
    </div>
  );
}
