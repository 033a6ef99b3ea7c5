import './ai.css';
import { Select, TextInput } from '@mantine/core';
import { AiUse } from '@rapport/contracts/client';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useSay } from '../i18n/text.js';
import { may, useMe } from '../session/me.js';
import { Page } from '../shell/page.js';
import { AiLedger } from './ai-ledger.js';
import { AiSwitches } from './ai-switches.js';
import { aiUses } from './ai-uses.js';

/** What models may do here, and everything that they did. */
export function AiPage() {
  const say = useSay();
  const me = useMe();
  const { about = '' }: { readonly about?: string } = useSearch({ strict: false });
  return (
    <Page title={say('ai.title')} needs="ai-settings.read" lead={say('ai.lead')}>
      <AiSwitches />
      {may(me, 'ai-ledger.read') && <Ledger begin={about} />}
    </Page>
  );
}

function Ledger({ begin }: { readonly begin: string }) {
  const say = useSay();
  const [use, setUse] = useState(AiUse.UNSPECIFIED);
  const [about, setAbout] = useState(begin);
  return (
    <section aria-labelledby="ai-ledger" className="ai-part">
      <div className="row row-wrap">
        <h2 id="ai-ledger">{say('ai.ledger')}</h2>
        <div className="filters push">
          <Select
            size="xs"
            className="filter"
            aria-label={say('ai.use')}
            allowDeselect={false}
            data={[{ value: '0', label: say('ai.anyUse') }, ...aiUses.map(([value, { name }]) => ({ value: String(value), label: say(name) }))]}
            value={String(use)}
            onChange={(value) => setUse(Number(value))}
          />
          <TextInput
            size="xs"
            className="filter"
            aria-label={say('ai.about')}
            placeholder={say('ai.about')}
            maxLength={64}
            value={about}
            onChange={(event) => setAbout(event.currentTarget.value.trim())}
          />
        </div>
      </div>
      <p className="small soft">{say('ai.ledgerLead')}</p>
      <AiLedger wish={{ use, aboutId: about }} />
    </section>
  );
}
