import { IconBook, IconBriefcase, IconBuilding, IconChecklist, IconFilterStar, IconLifebuoy, IconUsers, type Icon } from '@tabler/icons-react';
import { withChapter } from '../i18n/locale.js';
import { openNoun } from './open-noun.js';
import type { Noun, NounName, NounSpec } from './noun.js';

/** Where a noun stands in the portal. Its descriptor, and its part of the contract, are loaded when a page needs them. */
export interface NounPlace {
  readonly name: NounName;
  /** As in permissions: `contacts.read`. */
  readonly plural: string;
  readonly path: `/${string}`;
  readonly icon: Icon;
  /** One key after the other lead to its list. */
  readonly keys: string;
  /** Events that change a record, beside the four that all nouns have. */
  readonly events?: readonly string[];
  /** Always the same promise. */
  readonly load: () => Promise<Noun>;
}

/** Every noun that has lists and record pages, in the order of the navigation: routes, commands, live changes follow from it. A further one is added here. */
export const nouns: readonly NounPlace[] = [
  place(
    { name: 'contact', plural: 'contacts', path: '/people', icon: IconUsers, keys: 'g p', events: ['ContactErased'] },
    async () => (await import('./contact.noun.js')).contactSpec,
  ),
  place(
    { name: 'company', plural: 'companies', path: '/companies', icon: IconBuilding, keys: 'g c' },
    async () => (await import('./company.noun.js')).companySpec,
  ),
  place(
    {
      name: 'lead',
      plural: 'leads',
      path: '/leads',
      icon: IconFilterStar,
      keys: 'g l',
      events: ['LeadMoved', 'LeadConverted', 'LeadReverted', 'LeadScored', 'LeadErased'],
    },
    async () => {
      const [{ leadSpec }, { leadCalls }] = await withChapter('sales', () => Promise.all([import('./lead.noun.js'), import('../sales/lead-calls.js')]));
      return { ...leadSpec, calls: leadCalls };
    },
  ),
  place(
    { name: 'deal', plural: 'deals', path: '/deals', icon: IconBriefcase, keys: 'g d', events: ['DealMoved', 'DealWon', 'DealLost', 'DealScored'] },
    async () => {
      const [{ dealSpec }, { dealCalls }] = await withChapter('sales', () => Promise.all([import('./deal.noun.js'), import('../sales/deal-calls.js')]));
      return { ...dealSpec, calls: dealCalls };
    },
  ),
  place(
    { name: 'task', plural: 'tasks', path: '/tasks', icon: IconChecklist, keys: 'g t', events: ['TaskCompleted'] },
    async () => (await import('./task.noun.js')).taskSpec,
  ),
  place(
    {
      name: 'case',
      plural: 'cases',
      path: '/cases',
      icon: IconLifebuoy,
      keys: 'g r',
      events: ['CaseOpened', 'CaseAssigned', 'CaseMoved'],
    },
    async () => (await withChapter('desk', () => import('./case.noun.js'))).caseSpec,
  ),
  place(
    {
      name: 'article',
      plural: 'articles',
      path: '/articles',
      icon: IconBook,
      keys: 'g k',
      events: ['ArticleEdited', 'ArticlePublished', 'ArticleWithdrawn'],
    },
    async () => (await withChapter('desk', () => import('./article.noun.js'))).articleSpec,
  ),
];

/** Whatever the portal has no lists of is unknown to it. */
export function nounNamed(name: string): NounPlace | undefined {
  return nouns.find((noun) => noun.name === name);
}

function place(where: Omit<NounPlace, 'load'>, read: () => Promise<NounSpec>): NounPlace {
  let loaded: Promise<Noun> | undefined;
  const load = () => (loaded ??= withChapter('words', read).then((spec) => openNoun(spec, where.path), forget));
  const forget = (error: unknown): never => {
    // The line was broken: the next one asks anew.
    loaded = undefined;
    throw error;
  };
  return { ...where, load };
}
