import type { Standing } from '@rapport/contracts/client';
import { useSay } from '../i18n/text.js';
import { standingOf } from '../nouns/standing.js';

/** What a customer is, as a word with a dot of its colour. */
export function StandingMark({ value }: { readonly value: Standing }) {
  const say = useSay();
  const standing = standingOf(value);
  return standing ? <span className={`standing standing-${standing.word}`}>{say(standing.label)}</span> : null;
}

/** Tags, and how many more there are than fit. */
export function TagList({ tags, most = Number.POSITIVE_INFINITY }: { readonly tags: readonly string[]; readonly most?: number }) {
  const rest = tags.length - most;
  return (
    <span className="tags">
      {tags.slice(0, most).map((tag) => (
        <span key={tag} className="tag" title={tag}>
          {tag}
        </span>
      ))}
      {rest > 0 && <span className="tiny soft">+{rest}</span>}
    </span>
  );
}
