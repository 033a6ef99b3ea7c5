/** What a record is, as a word, with a dot of its colour where it has one. */
export function ChoiceMark({ label, tone }: { readonly label: string; readonly tone?: string | undefined }) {
  return (
    <span className="choice" data-tone={tone}>
      {label}
    </span>
  );
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
