import { Fragment } from 'react';
import { useColleagues } from '../session/colleagues.js';

const mention = /(?<![\p{L}\p{N}._-])@([a-z0-9][a-z0-9._-]*[a-z0-9])/giu;

/** A note's text, with the colleagues it mentions standing out. */
export function NoteBody({ text }: { readonly text: string }) {
  const { all } = useColleagues();
  const known = new Map(all.map(({ username, displayName }) => [username.toLowerCase(), displayName]));
  return (
    <p className="note-body">
      {partsOf(text).map((part, at) => (
        <Fragment key={at}>
          {known.has(part.name) ? (
            <span className="mention" title={known.get(part.name)}>
              {part.text}
            </span>
          ) : (
            part.text
          )}
        </Fragment>
      ))}
    </p>
  );
}

function partsOf(text: string): { readonly text: string; readonly name: string }[] {
  const parts: { text: string; name: string }[] = [];
  let end = 0;
  for (const found of text.matchAll(mention)) {
    parts.push({ text: text.slice(end, found.index), name: '' }, { text: found[0], name: found[1]!.toLowerCase() });
    end = found.index + found[0].length;
  }
  return [...parts, { text: text.slice(end), name: '' }];
}
