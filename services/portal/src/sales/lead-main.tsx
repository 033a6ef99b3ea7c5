import { LeadStatus, type Lead } from '@rapport/contracts/client';
import { RecordTitle } from '../fields/record-title.js';
import { useSay } from '../i18n/text.js';
import { useOpenRecord } from '../record/open-record.js';
import { TitledTasks } from '../record/titled-tasks.js';
import { leadsCalls } from './lead-calls.js';
import { ScorePanel } from './score-panel.js';

/** What is known of a lead beside its fields: how likely it converts, and what it became. */
export function LeadMain() {
  const { record } = useOpenRecord();
  const lead = record as unknown as Lead;
  return (
    <div className="record-main stack">
      {lead.status === LeadStatus.CONVERTED && <Became lead={lead} />}
      <ScorePanel noun="lead" read={(options) => leadsCalls.listLeadScores({ id: record.id, pageSize: 20 }, options)} />
      <TitledTasks />
    </div>
  );
}

function Became({ lead: { contactId, companyId, dealId } }: { readonly lead: Lead }) {
  const say = useSay();
  const became = [
    { noun: 'contact', id: contactId },
    { noun: 'company', id: companyId },
    { noun: 'deal', id: dealId },
  ].filter(({ id }) => id !== '');
  return (
    <section aria-labelledby="became">
      <h2 id="became" className="panel-title">
        {say('convert.became')}
      </h2>
      <ul className="stack">
        {became.map((name) => (
          <li key={name.id}>
            <RecordTitle name={name} />
          </li>
        ))}
      </ul>
    </section>
  );
}
