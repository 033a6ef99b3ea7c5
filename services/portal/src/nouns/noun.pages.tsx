import { lazyRouteComponent, useParams } from '@tanstack/react-router';
import type { NounPlace } from './nouns.js';

/** The list of a noun: the page and the noun's descriptor are loaded side by side, once they are needed. */
export function listPageOf({ load }: NounPlace) {
  return lazyRouteComponent(async () => {
    const [{ NounPage }, noun] = await Promise.all([import('../list/noun.page.js'), load()]);
    return { Page: () => <NounPage key={noun.name} noun={noun} /> };
  }, 'Page');
}

/** The page of one record of a noun. */
export function recordPageOf({ load }: NounPlace) {
  return lazyRouteComponent(async () => {
    const [{ RecordPage }, noun] = await Promise.all([import('../record/record.page.js'), load()]);
    const Page = () => {
      const { id = '' } = useParams({ strict: false });
      return <RecordPage key={id} noun={noun} id={id} />;
    };
    return { Page };
  }, 'Page');
}
