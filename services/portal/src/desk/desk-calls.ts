import { ArticleService, CaseMessageService, CaseService, CaseSortingService, PublishedArticleService } from '@rapport/contracts/client';
import { callsOf } from '../api/api.js';

/** Articles on their way to readers. */
export const articleCalls = callsOf(ArticleService);

/** Articles as readers are given them. */
export const publishedCalls = callsOf(PublishedArticleService);

/** Cases. */
export const caseCalls = callsOf(CaseService);

/** What a program takes them to be about. */
export const sortingCalls = callsOf(CaseSortingService);

/** What is said in them. */
export const messageCalls = callsOf(CaseMessageService);
