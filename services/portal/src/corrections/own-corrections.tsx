import './corrections.css';
import { CorrectionStatus } from '@rapport/contracts/client';
import { useQuery } from '@tanstack/react-query';
import { dateOf, useFormat } from '../i18n/format.js';
import { useSay, type MessageKey } from '../i18n/text.js';
import type { Noun } from '../nouns/noun.js';
import { correctionsQuery } from './correction-calls.js';
import { ProposedFields } from './proposed-fields.js';

const words: Readonly<Record<CorrectionStatus, MessageKey>> = {
  [CorrectionStatus.UNSPECIFIED]: 'correction.status.open',
  [CorrectionStatus.OPEN]: 'correction.status.open',
  [CorrectionStatus.ACCEPTED]: 'correction.status.accepted',
  [CorrectionStatus.PARTLY_ACCEPTED]: 'correction.status.partly_accepted',
  [CorrectionStatus.REFUSED]: 'correction.status.refused',
};

/** What a customer proposed, and what became of it. */
export function OwnCorrections({ noun, contactId }: { readonly noun: Noun; readonly contactId: string }) {
  const say = useSay();
  const format = useFormat();
  const { data = [] } = useQuery(correctionsQuery(contactId, 'all'));
  if (data.length === 0) return null;
  return (
    <section aria-labelledby="own-corrections">
      <h2 id="own-corrections" className="panel-title panel-subtitle">
        {say('correction.own')}
      </h2>
      <ul className="corrections">
        {data.map((correction) => (
          <li key={correction.id}>
            <p className="row small">
              <strong>{say(words[correction.status])}</strong>
              {correction.createdAt && <span className="tiny soft push">{format.ago(dateOf(correction.createdAt))}</span>}
            </p>
            <ProposedFields noun={noun} correction={correction} names={correction.fields} />
            {correction.answer && <p className="small">{correction.answer}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
