import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../demo/', import.meta.url));

/** An article as its file says it: a title, then `category | audience | tags`, then the text. */
export interface DemoArticle {
  readonly title: string;
  readonly body: string;
  readonly category: string;
  readonly audience: string;
  readonly tags: readonly string[];
}

/** A case as the file of cases says it. */
export interface DemoCase {
  readonly title: string;
  /** The customer's mailbox, before the `@`. */
  readonly mailbox: string;
  readonly type: string;
  readonly priority: string;
  readonly status: string;
  readonly channel: string;
  readonly daysAgo: number;
  readonly tags: readonly string[];
  readonly description: string;
  /** `C` the customer, `A` a colleague, `N` a note among colleagues. */
  readonly said: readonly { readonly by: string; readonly body: string }[];
}

/** The articles of a language. */
export function demoArticles(language: string): DemoArticle[] {
  return readdirSync(`${folder}${language}`)
    .toSorted()
    .map((file) => articleOf(readFileSync(`${folder}${language}/${file}`, 'utf8')));
}

/** The cases, as they stand in their file. */
export function demoCases(): DemoCase[] {
  return readFileSync(`${folder}cases.md`, 'utf8').split(/^## /m).slice(1).map(caseOf);
}

function articleOf(text: string): DemoArticle {
  const [title = '', head = '', ...body] = text.split('\n');
  const [category = '', audience = '', tags = ''] = partsOf(head);
  return { title: title.replace(/^# /, ''), category, audience, tags: tagsOf(tags), body: body.join('\n').trim() };
}

function caseOf(text: string): DemoCase {
  const [title = '', head = '', ...lines] = text.trim().split('\n');
  const [mailbox = '', kind = '', daysAgo = '', tags = ''] = partsOf(head);
  const [type = '', priority = '', status = '', channel = ''] = kind.split(' ');
  const words = lines.map((line) => ({ by: line.slice(0, 1), body: line.slice(3) }));
  const description = words.find(({ by }) => by === 'D')?.body ?? '';
  return {
    title,
    mailbox,
    type,
    priority,
    status,
    channel,
    daysAgo: Number(daysAgo),
    tags: tagsOf(tags),
    description,
    said: words.filter(({ by }) => by !== 'D'),
  };
}

function partsOf(line: string): string[] {
  return line.split('|').map((part) => part.trim());
}

function tagsOf(text: string): string[] {
  return text.split(',').map((tag) => tag.trim().replaceAll(' ', '-').toLowerCase());
}
