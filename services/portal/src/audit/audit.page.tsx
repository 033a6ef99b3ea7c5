import { Select } from '@mantine/core';
import { useState } from 'react';
import { auditCalls } from './audit-calls.js';
import { useSay, type MessageKey } from '../i18n/text.js';
import { Page } from '../shell/page.js';
import { AuditList } from './audit-list.js';
import { ChainCheck } from './chain-check.js';

const nouns = ['contact', 'company', 'task', 'note', 'relation', 'custom-field', 'consent', 'purpose'] as const;
const actions = ['read', 'suggest', 'create', 'update', 'delete', 'restore', 'erase', 'relate', 'unrelate', 'hand-over'] as const;

/** The data-protection officer's desk: every look and every change, and whether the record of them is whole. */
export function AuditPage() {
  const say = useSay();
  const [noun, setNoun] = useState('');
  const [action, setAction] = useState('');
  const filters = (
    <div className="filters push">
      <Filter
        label="audit.noun"
        any="audit.anyNoun"
        options={nouns.map((value) => ({ value, label: say(`audit.noun.${value}`) }))}
        value={noun}
        onChange={setNoun}
      />
      <Filter
        label="audit.action"
        any="audit.anyAction"
        options={actions.map((value) => ({ value, label: say(`audit.action.${value}`) }))}
        value={action}
        onChange={setAction}
      />
    </div>
  );
  return (
    <Page title={say('audit.title')} needs="audit.read" lead={say('audit.lead')} actions={filters}>
      <ChainCheck />
      <AuditList
        name={[noun, action]}
        page={(pageToken, signal) => auditCalls.listAudit({ noun, action, pageToken }, { signal })}
        emptyText={say('audit.empty.text')}
      />
    </Page>
  );
}

interface FilterProps {
  readonly label: MessageKey;
  readonly any: MessageKey;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Filter({ label, any, options, value, onChange }: FilterProps) {
  const say = useSay();
  return (
    <Select
      size="xs"
      className="filter"
      aria-label={say(label)}
      allowDeselect={false}
      data={[{ value: 'any', label: say(any) }, ...options]}
      value={value || 'any'}
      onChange={(next) => onChange(next === null || next === 'any' ? '' : next)}
    />
  );
}
