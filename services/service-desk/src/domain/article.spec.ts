import { describe, expect, it } from '@jest/globals';
import { ArticleAudience, ArticleStatus } from '@rapport/contracts';
import type { Principal, TenantId, UserId } from '@rapport/kernel';
import fc from 'fast-check';
import { archived, articleStatus, audience, edited, newArticle, published, returned, submitted, type ArticleFacts } from './article.js';

const now = new Date('2026-03-01T10:00:00Z');
const somebody = (id: string): Principal => ({ id: id as UserId, tenant: 'acme' as TenantId, kind: 'person', roles: ['agent'], teams: [] });
const [anna, mark] = [somebody('anna'), somebody('mark')];
const blank: ArticleFacts = {
  title: 'Фильтр',
  body: 'Поверните.',
  language: 'ru',
  audience: 0,
  category: '',
  tags: [],
  status: 0,
  publishedVersion: 0,
  lastVersion: 0,
  authorId: '',
  editorId: '',
  reviewerId: '',
  reviewNote: '',
};
const step = fc.record({ by: fc.constantFrom(anna, mark), does: fc.constantFrom('edit', 'submit', 'return', 'publish', 'archive'), text: fc.string() });

function after(article: ArticleFacts, { by, does, text }: { by: Principal; does: string; text: string }): ArticleFacts {
  if (does === 'edit') return edited(article, { ...article, body: text }, by);
  if (does === 'submit') return submitted(article);
  if (does === 'return') return returned(article, by, text);
  return does === 'publish' ? published(article, by, { ownReview: false, now }) : archived(article);
}

describe('an article', () => {
  it('has the statuses and audiences of its contract', () => {
    expect(articleStatus).toEqual({
      draft: ArticleStatus.DRAFT,
      review: ArticleStatus.REVIEW,
      published: ArticleStatus.PUBLISHED,
      archived: ArticleStatus.ARCHIVED,
    });
    expect(audience).toEqual({ agent: ArticleAudience.AGENT, customer: ArticleAudience.CUSTOMER });
  });

  it('is for colleagues alone until it is said otherwise', () =>
    expect(newArticle(blank, anna)).toMatchObject({ audience: audience.agent, status: articleStatus.draft, editorId: 'anna' }));

  it('is never published by whoever wrote it last, and its versions only grow, whatever is done with it', () =>
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let article = newArticle(blank, anna);
        for (const one of steps) {
          const before = article;
          try {
            article = after(before, one);
          } catch {
            continue;
          }
          expect(article.lastVersion - before.lastVersion).toBe(one.does === 'publish' ? 1 : 0);
          if (one.does === 'publish') expect([article.publishedVersion, article.editorId === one.by.id]).toEqual([article.lastVersion, false]);
          if (one.does === 'edit') expect(article.publishedVersion).toBe(before.publishedVersion);
          if (article.status === articleStatus.archived) expect(article.publishedVersion).toBe(0);
        }
      }),
    ));

  it('may be published by its writer where a desk of one person allows it', () =>
    expect(published(submitted(newArticle(blank, anna)), anna, { ownReview: true, now })).toMatchObject({ publishedVersion: 1, reviewerId: 'anna' }));

  it('that nobody changed stays what it is', () => {
    const live = published(submitted(newArticle(blank, anna)), mark, { ownReview: false, now });
    expect(edited(live, { ...live }, anna)).toBe(live);
    expect(edited(live, { ...live, tags: ['filter'] }, anna).status).toBe(articleStatus.draft);
  });
});
