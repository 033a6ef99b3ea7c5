import { ArticleSchema, ArticleService } from '@rapport/contracts/client';
import type { NounSpec } from './noun.js';

/** What is known of problems and their solutions. */
export const articleSpec: NounSpec = {
  service: ArticleService,
  schema: ArticleSchema,
  title: 'title',
  order: '-updated_at',
  fields: [
    { name: 'title', label: 'field.topic' },
    { name: 'language', label: 'field.language' },
    'audience',
    'category',
    { name: 'status', label: 'field.article_status' },
    { name: 'published_version', label: 'field.published_version' },
    { name: 'author_id', kind: 'colleague', label: 'field.article_author' },
    { name: 'editor_id', kind: 'colleague' },
    { name: 'reviewer_id', kind: 'colleague' },
    { name: 'body', label: 'field.article_body' },
  ],
  asked: ['title', 'language', 'audience', 'category', 'body'],
  columns: ['language', 'audience', 'category', 'status', 'updated_at'],
  brief: ['status', 'category', 'language'],
  mark: 'status',
};
