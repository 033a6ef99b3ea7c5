import type { Citation } from '@rapport/contracts/client';
import { useSay } from '../i18n/text.js';

/** What an answer rests on, by the numbers that stand in it. */
export function Citations({ citations }: { readonly citations: readonly Citation[] }) {
  const say = useSay();
  if (citations.length === 0) return null;
  return (
    <ol className="citations">
      {citations.map((citation, at) => (
        <li key={at}>
          <strong className="small">{say('ask.source', { title: citation.title, version: String(citation.version) })}</strong>
          <blockquote className="small soft">{citation.quote}</blockquote>
        </li>
      ))}
    </ol>
  );
}
