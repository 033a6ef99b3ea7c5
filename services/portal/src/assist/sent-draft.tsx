import type { Draft } from '@rapport/contracts/client';
import { dateOf, useFormat } from '../i18n/format.js';
import { useSay, type MessageKey } from '../i18n/text.js';

/** An e-mail as it was sent. */
export function SentDraft({ draft }: { readonly draft: Draft }) {
  const say = useSay();
  const format = useFormat();
  return (
    <article className="draft-card">
      <h3>{draft.subjectLine}</h3>
      <p className="small soft">
        {say(`draft.state.${draft.state}` as MessageKey)}
        {draft.sentTo && ` ${say('draft.sentTo', { address: draft.sentTo })}`}
        {draft.sentAt && `, ${format.exactly(dateOf(draft.sentAt))}`}
      </p>
      {draft.advice && <p className="small draft-missing">{draft.advice}</p>}
      <p className="draft-text">{draft.body}</p>
    </article>
  );
}
