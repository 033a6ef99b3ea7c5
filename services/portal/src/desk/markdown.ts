/** A piece of a line: plain, or marked. */
export interface Span {
  readonly kind: 'text' | 'strong' | 'em' | 'code' | 'link';
  readonly text: string;
  /** Of a link: where it leads; https, http or mailto alone. */
  readonly to?: string;
}

/** A block of a text. */
export type Block =
  | { readonly kind: 'heading' | 'paragraph'; readonly spans: readonly Span[] }
  | { readonly kind: 'steps' | 'points'; readonly items: readonly (readonly Span[])[] };

const safe = /^(https?:\/\/|mailto:)/i;
const marks = /\*\*([^*]+)\*\*|\*([^*]+)\*|`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)/g;

/** The parts of Markdown that articles use: headings, lists, strong, emphasis, code, links. Whatever else is in a text stays text, HTML too. */
export function blocksOf(markdown: string): Block[] {
  return markdown
    .replaceAll('\r\n', '\n')
    .split(/\n{2,}/)
    .flatMap((part) => blocksIn(part.trim()));
}

function blocksIn(part: string): Block[] {
  if (part === '') return [];
  const lines = part.split('\n');
  const first = lines[0]!;
  if (/^#{1,6} /.test(first)) return [{ kind: 'heading', spans: spansOf(first.replace(/^#+ /, '')) }, ...blocksIn(lines.slice(1).join('\n').trim())];
  const [step, point] = [/^\d{1,3}[.)] /, /^[-*] /];
  for (const [kind, form] of [
    ['steps', step],
    ['points', point],
  ] as const) {
    const from = lines.findIndex((line) => form.test(line));
    if (from < 0) continue;
    const until = lines.findIndex((line, at) => at > from && !form.test(line));
    const end = until < 0 ? lines.length : until;
    const items = lines.slice(from, end).map((line) => spansOf(line.replace(form, '')));
    return [...blocksIn(lines.slice(0, from).join('\n')), { kind, items }, ...blocksIn(lines.slice(end).join('\n'))];
  }
  return [{ kind: 'paragraph', spans: spansOf(lines.join(' ')) }];
}

function spansOf(line: string): Span[] {
  const spans: Span[] = [];
  let at = 0;
  const put = (span: Span) => span.text !== '' && spans.push(span);
  for (const found of line.matchAll(marks)) {
    put({ kind: 'text', text: line.slice(at, found.index) });
    at = found.index + found[0].length;
    put(markedOf(found));
  }
  put({ kind: 'text', text: line.slice(at) });
  return spans;
}

function markedOf([whole, strong, em, code, label, to]: RegExpExecArray): Span {
  if (strong) return { kind: 'strong', text: strong };
  if (em) return { kind: 'em', text: em };
  if (code) return { kind: 'code', text: code };
  return to && safe.test(to) ? { kind: 'link', text: label!, to } : { kind: 'text', text: whole };
}
