import { Button } from '@mantine/core';
import type { Consent, ConsentState } from '@rapport/contracts/client';
import { IconFileCheck, IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { dateOf, useFormat } from '../i18n/format.js';
import { saidOr, useSay } from '../i18n/text.js';
import { useColleagues } from '../session/colleagues.js';
import { useMe } from '../session/me.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { State } from '../states/state.js';
import { ReceiptDialog } from './receipt-dialog.js';
import { useHistory } from './use-consents.js';

interface HistoryProps {
  readonly contactId: string;
  /** Where purposes have their names from. */
  readonly states: readonly ConsentState[];
}

/** All that a person said, newest first, each with its receipt. */
export function History({ contactId, states }: HistoryProps) {
  const say = useSay();
  const [shown, setShown] = useState('');
  const query = useHistory(contactId);
  if (query.isPending) return <Lines count={3} height={26} />;
  if (query.isError && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} slim />;
  const entries = query.data.pages.flatMap(({ consents }) => consents);
  if (entries.length === 0) return <State icon={IconHistory} title={say('consent.history.none')} text={say('consent.history.noneText')} slim />;
  const nameOf = (key: string) => states.find(({ purpose }) => purpose === key)?.name ?? key;
  return (
    <>
      <ul className="plain-list">
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} purpose={nameOf(entry.purpose)} showReceipt={() => setShown(entry.id)} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button variant="default" size="xs" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {say('action.more')}
        </Button>
      )}
      {shown && <ReceiptDialog id={shown} close={() => setShown('')} />}
    </>
  );
}

function Entry({ entry, purpose, showReceipt }: { readonly entry: Consent; readonly purpose: string; readonly showReceipt: () => void }) {
  const say = useSay();
  const format = useFormat();
  const { action, channel, way, evidence, occurredAt, recordedBy } = entry;
  const { nameOf } = useColleagues();
  const by = useMe().id === recordedBy ? say('audit.you') : nameOf(recordedBy);
  const words = [purpose, channel && channel !== 'none' ? saidOr(say, `consent.channel.${channel}`, channel) : ''].filter(Boolean).join(', ');
  return (
    <li className="consent-entry">
      <div>
        <div className="row row-wrap">
          <span>{saidOr(say, `consent.action.${action}`, action)}</span>
          <span className="soft">{words}</span>
        </div>
        <div className="tiny soft">
          {[occurredAt && format.time(dateOf(occurredAt)), saidOr(say, `consent.way.${way}`, way), by].filter(Boolean).join(' · ')}
        </div>
        {evidence && <div className="small soft">{evidence}</div>}
      </div>
      <Button variant="subtle" size="compact-xs" leftSection={<IconFileCheck size={14} aria-hidden />} onClick={showReceipt}>
        {say('consent.receipt')}
      </Button>
    </li>
  );
}
