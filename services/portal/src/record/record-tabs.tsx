import '@mantine/core/styles/Tabs.layer.css';
import { Tabs } from '@mantine/core';
import { lazy, Suspense, type ComponentType } from 'react';
import { ContactLooks } from '../audit/contact-looks.js';
import { withChapter } from '../i18n/locale.js';
import { useSay } from '../i18n/text.js';
import { may, useMe } from '../session/me.js';
import { NoteComposer } from './note-composer.js';
import { Notes } from './notes.js';
import { useOpenRecord } from './open-record.js';
import { RecordTasks } from './record-tasks.js';
import { Timeline } from './timeline.js';
import { Lines } from '../states/loading.js';

const DraftsPanel = lazy(async () => ({ default: (await withChapter('assist', () => import('../assist/drafts-panel.js'))).DraftsPanel }));
const AiRecordsPanel = lazy(async () => ({ default: (await withChapter('ai', () => import('../ai/ai-records-panel.js'))).AiRecordsPanel }));
const CallsPanel = lazy(async () => ({ default: (await withChapter('calls', () => import('../calls/calls-panel.js'))).CallsPanel }));
const ConsentPanel = lazy(async () => ({ default: (await withChapter('consent', () => import('../consent/consent-panel.js'))).ConsentPanel }));

/** What happened, what was written down, and who looked. */
export function RecordTabs() {
  const say = useSay();
  const me = useMe();
  const { noun, record } = useOpenRecord();
  const seesConsents = noun.name === 'contact' && me.permissions['consent-states.read'] === 'tenant';
  const seesTasks = may(me, 'tasks.read');
  const seesCalls = noun.name === 'contact' && may(me, 'calls.read');
  const seesDrafts = noun.name === 'contact' && may(me, 'drafts.read');
  const seesModels = noun.isCustomer === true && may(me, 'ai-ledger.read');
  const seesLooks = noun.name === 'contact' && me.permissions['audit.read'] === 'tenant';
  return (
    <div className="record-main">
      {may(me, 'notes.write') && !record.deletedAt && <NoteComposer />}
      <Tabs defaultValue="timeline" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="timeline">{say('record.tab.timeline')}</Tabs.Tab>
          {may(me, 'notes.read') && <Tabs.Tab value="notes">{say('record.tab.notes')}</Tabs.Tab>}
          {seesTasks && <Tabs.Tab value="tasks">{say('task.many')}</Tabs.Tab>}
          {seesCalls && <Tabs.Tab value="calls">{say('record.tab.calls')}</Tabs.Tab>}
          {seesDrafts && <Tabs.Tab value="drafts">{say('record.tab.drafts')}</Tabs.Tab>}
          {seesConsents && <Tabs.Tab value="consents">{say('record.tab.consents')}</Tabs.Tab>}
          {seesModels && <Tabs.Tab value="models">{say('record.tab.models')}</Tabs.Tab>}
          {seesLooks && <Tabs.Tab value="looks">{say('record.tab.looked')}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="timeline">
          <Timeline />
        </Tabs.Panel>
        <LatePanel value="tasks" of={RecordTasks} />
        <Tabs.Panel value="notes">
          <Notes />
        </Tabs.Panel>
        <LatePanel value="calls" of={CallsPanel} />
        <LatePanel value="drafts" of={DraftsPanel} />
        <LatePanel value="consents" of={ConsentPanel} />
        <LatePanel value="models" of={AiRecordsPanel} />
        <Tabs.Panel value="looks">
          <ContactLooks id={record.id} />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}

/** A panel whose program is loaded when it is first looked at. */
function LatePanel({ value, of: Shown }: { readonly value: string; readonly of: ComponentType }) {
  return (
    <Tabs.Panel value={value}>
      <Suspense fallback={<Lines count={6} />}>
        <Shown />
      </Suspense>
    </Tabs.Panel>
  );
}
