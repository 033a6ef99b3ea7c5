import { useMemo } from 'react';
import { blocksOf, type Block, type Span } from './markdown.js';

/** An article's text. */
export function ArticleBody({ text }: { readonly text: string }) {
  const blocks = useMemo(() => blocksOf(text), [text]);
  return (
    <div className="article-body">
      {blocks.map((block, at) => (
        <BlockView key={at} block={block} />
      ))}
    </div>
  );
}

function BlockView({ block }: { readonly block: Block }) {
  if ('spans' in block && block.kind === 'heading')
    return (
      <h3>
        <Spans spans={block.spans} />
      </h3>
    );
  if (!('items' in block))
    return (
      <p>
        <Spans spans={block.spans} />
      </p>
    );
  const List = block.kind === 'steps' ? 'ol' : 'ul';
  return (
    <List>
      {block.items.map((spans, at) => (
        <li key={at}>
          <Spans spans={spans} />
        </li>
      ))}
    </List>
  );
}

function Spans({ spans }: { readonly spans: readonly Span[] }) {
  return spans.map((span, at) => <SpanView key={at} {...span} />);
}

function SpanView({ kind, text, to }: Span) {
  if (kind === 'strong') return <strong>{text}</strong>;
  if (kind === 'em') return <em>{text}</em>;
  if (kind === 'code') return <code>{text}</code>;
  if (kind !== 'link') return text;
  return (
    <a className="link" href={to} target="_blank" rel="noopener noreferrer">
      {text}
    </a>
  );
}
