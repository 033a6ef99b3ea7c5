import { lazyRouteComponent, useParams } from '@tanstack/react-router';
import { withChapters } from '../i18n/locale.js';
import type { ComponentType } from 'react';
import type { Noun, NounName } from './noun.js';
import type { NounPlace } from './nouns.js';

type RecordPageType = ComponentType<{ readonly noun: Noun; readonly id: string }>;

/** Pages of one record, where it is not the usual one. */
const pages: Partial<Record<NounName, () => Promise<RecordPageType>>> = {
  case: async () => (await import('../desk/case.page.js')).CasePage,
  article: async () => (await import('../desk/article.page.js')).ArticlePage,
};

/** The list of a noun: the page and the noun's descriptor are loaded side by side, once they are needed. */
export function listPageOf({ load }: NounPlace) {
  return lazyRouteComponent(async () => {
    const [{ NounPage }, noun] = await Promise.all([import('../list/noun.page.js'), load()]);
    return { Page: () => <NounPage key={noun.name} noun={noun} /> };
  }, 'Page');
}

/** The page of one record of a noun. */
export function recordPageOf({ name, load }: NounPlace) {
  return lazyRouteComponent(async () => {
    const [RecordPage, noun] = await Promise.all([(pages[name] ?? usualPage)(), load()]);
    const Page = () => {
      const { id = '' } = useParams({ strict: false });
      return <RecordPage key={id} noun={noun} id={id} />;
    };
    return { Page };
  }, 'Page');
}

async function usualPage(): Promise<RecordPageType> {
  const load = () => import('../record/record.page.js');
  return (await withChapters(['record', 'audit', 'home', 'consent', 'sales', 'desk'], load)).RecordPage;
}
