import '../look/consent.css';
import { Alert } from '@mantine/core';
import type { ConsentState } from '@rapport/contracts/client';
import { IconHandStop } from '@tabler/icons-react';
import { useState } from 'react';
import { useSay } from '../i18n/text.js';
import { useOpenRecord } from '../record/open-record.js';
import { may, reaches, useMe } from '../session/me.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { State } from '../states/state.js';
import { History } from './history.js';
import { RecordDialog } from './record-dialog.js';
import { StateTable } from './state-table.js';
import { useStates } from './use-consents.js';

/** What a person allows, for colleagues: how things stand, what was said, and a way to write down what they say. */
export function ConsentPanel() {
  const say = useSay();
  const me = useMe();
  const { record } = useOpenRecord();
  const [recording, setRecording] = useState<{ readonly about: ConsentState | undefined }>();
  const query = useStates(record.id);
  if (query.isPending) return <Lines count={6} height={26} />;
  if (query.isError && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} slim />;
  const { states, restricted } = query.data;
  if (states.length === 0) return <State icon={IconHandStop} title={say('consent.none')} text={say('consent.noneText')} slim />;
  const mayRecord = reaches(me, 'consents.write', record) && !record.deletedAt;
  return (
    <div className="consents">
      {restricted && <Alert color="yellow">{say('consent.restricted')}</Alert>}
      <StateTable states={states} record={mayRecord ? (about) => setRecording({ about }) : undefined} />
      {may(me, 'consents.read') && (
        <section aria-labelledby="said">
          <h2 id="said" className="panel-title">
            {say('consent.history')}
          </h2>
          <History contactId={record.id} states={states} />
        </section>
      )}
      {recording && <RecordDialog contactId={record.id} states={states} about={recording.about} close={() => setRecording(undefined)} />}
    </div>
  );
}
