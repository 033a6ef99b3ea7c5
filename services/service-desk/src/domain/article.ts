import { AppError, type Principal } from '@rapport/kernel';

/** The contract's statuses of an article. */
export const articleStatus = { draft: 1, review: 2, published: 3, archived: 4 } as const;
/** The contract's audiences. */
export const audience = { agent: 1, customer: 2 } as const;

/** What readers are given of an article. */
export interface ArticleText {
  readonly title: string;
  readonly body: string;
  readonly language: string;
  readonly audience: number;
  readonly category: string;
  readonly tags: readonly string[];
}

/** What the rules of an article look at. */
export interface ArticleFacts extends ArticleText {
  readonly status: number;
  readonly publishedVersion: number;
  readonly lastVersion: number;
  readonly authorId: string;
  readonly editorId: string;
  readonly reviewerId: string;
  readonly reviewNote: string;
  readonly publishedAt?: Date | undefined;
}

/** A new article is a draft of whoever begins it, for colleagues unless it is said to be for customers. */
export function newArticle<T extends ArticleFacts>(draft: T, by: Principal): T {
  const fresh = { status: articleStatus.draft, publishedVersion: 0, lastVersion: 0, reviewerId: '', reviewNote: '' };
  return { ...draft, ...fresh, audience: draft.audience || audience.agent, authorId: by.id, editorId: by.id };
}

/** What was written on is a draft again; an article that is as it was stays what it is. */
export function edited<T extends ArticleFacts>(before: T, after: T, by: Principal): T {
  const written = { ...after, audience: after.audience || audience.agent };
  return isSameText(before, written) ? before : { ...written, status: articleStatus.draft, editorId: by.id };
}

/** A draft that waits for somebody else to read it. */
export function submitted<T extends ArticleFacts>(article: T): T {
  assertIs(article, articleStatus.draft);
  return { ...article, status: articleStatus.review, reviewNote: '' };
}

/** An article that its reviewer gave back. */
export function returned<T extends ArticleFacts>(article: T, by: Principal, note: string): T {
  assertIs(article, articleStatus.review);
  return { ...article, status: articleStatus.draft, reviewerId: by.id, reviewNote: note };
}

/** The next version. Throws `OWN_REVIEW` for whoever wrote it last, unless that is allowed. */
export function published<T extends ArticleFacts>(article: T, by: Principal, { ownReview, now }: { readonly ownReview: boolean; readonly now: Date }): T {
  assertIs(article, articleStatus.review);
  if (article.editorId === by.id && !ownReview) throw new AppError('forbidden', 'OWN_REVIEW');
  const version = article.lastVersion + 1;
  return { ...article, status: articleStatus.published, publishedVersion: version, lastVersion: version, reviewerId: by.id, publishedAt: now };
}

/** An article that is given to nobody any more. */
export function archived<T extends ArticleFacts>(article: T): T {
  assertIs(article, articleStatus.draft, articleStatus.review, articleStatus.published);
  return { ...article, status: articleStatus.archived, publishedVersion: 0 };
}

function isSameText(one: ArticleText, other: ArticleText): boolean {
  return (
    (['title', 'body', 'language', 'audience', 'category'] as const).every((key) => one[key] === other[key]) && one.tags.join('\n') === other.tags.join('\n')
  );
}

function assertIs({ status }: ArticleFacts, ...allowed: readonly number[]): void {
  if (!allowed.includes(status)) throw new AppError('conflict', 'WRONG_STATE', { params: { noun: 'article', state: nameOf(status) } });
}

function nameOf(status: number): string {
  return Object.entries(articleStatus).find(([, number]) => number === status)?.[0] ?? String(status);
}
