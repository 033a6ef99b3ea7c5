import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { blocksOf } from './markdown.js';

const textOf = (markdown: string) =>
  blocksOf(markdown)
    .flatMap((block) => ('spans' in block ? [block.spans] : block.items))
    .flat()
    .map(({ text }) => text)
    .join('');

describe('an article’s Markdown', () => {
  it('has headings, lists, strong words and links', () => {
    expect(blocksOf('## Когда\nСразу:\n1. **Закройте** кран\n2. Снимите\n\n- a\n- `b`\n\n[дальше](https://acme.example)')).toEqual([
      { kind: 'heading', spans: [{ kind: 'text', text: 'Когда' }] },
      { kind: 'paragraph', spans: [{ kind: 'text', text: 'Сразу:' }] },
      {
        kind: 'steps',
        items: [
          [
            { kind: 'strong', text: 'Закройте' },
            { kind: 'text', text: ' кран' },
          ],
          [{ kind: 'text', text: 'Снимите' }],
        ],
      },
      { kind: 'points', items: [[{ kind: 'text', text: 'a' }], [{ kind: 'code', text: 'b' }]] },
      { kind: 'paragraph', spans: [{ kind: 'link', text: 'дальше', to: 'https://acme.example' }] },
    ]);
  });

  it('leads nowhere but to pages and mailboxes', () => {
    for (const to of ['javascript:alert(1)', 'data:text/html,x', '//evil.example', ' https://a'])
      expect(JSON.stringify(blocksOf(`[x](${to})`))).not.toContain('"link"');
  });

  it('loses no letter that somebody wrote', () =>
    fc.assert(
      fc.property(fc.string(), (text) => {
        const letters = (of: string) => of.replace(/[^\p{L}]/gu, '');
        expect(letters(textOf(text)).length).toBe(letters(text.replace(/\[([^\]]+)\]\((https?:\/\/|mailto:)[^)\s]*\)/gi, '$1')).length);
      }),
    ));
});
